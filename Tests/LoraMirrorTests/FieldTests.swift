import LoraClickUp
import LoraExperiment
import LoraMirror
import Testing

/// Fields and statuses are read before they are written.
@Suite struct FieldTests {
  private let run = RunID(text: "1a2b3c4d00000000000000000000abcd")!
  private let older = String(repeating: "a0", count: 20)
  private let newer = String(repeating: "b1", count: 20)

  private func bench(version: FieldValue?) -> Workbench {
    let bench = Workbench()
    bench.board.change { $0.set("f-version", to: version) }
    return bench
  }

  private func version(
    _ commit: String, _ bench: Workbench, ended: String = "2026-11-24T10:00:00.000Z"
  ) -> Effect {
    .field(FieldWrite(.version, field: "模型版本号", run: bench.landed(commit, ended: ended)))
  }

  @Test func anEmptyFieldIsWritten() throws {
    let bench = bench(version: nil)
    try bench.write(.version, of: run, version(newer, bench))
    try bench.deliver()
    #expect(bench.board.state.value("模型版本号") == .text(newer))
  }

  @Test func theRightValueCostsNothing() throws {
    let bench = bench(version: .text(newer))
    try bench.write(.version, of: run, version(newer, bench))
    #expect(try bench.deliver().lines.isEmpty)
    #expect(bench.board.history.isEmpty)
  }

  @Test func anOlderRunGivesWay() throws {
    let bench = bench(version: .text(older))
    _ = bench.landed(older, ended: "2026-11-23T10:00:00.000Z")
    try bench.write(.version, of: run, version(newer, bench))
    try bench.deliver()
    #expect(bench.board.state.value("模型版本号") == .text(newer))
  }

  @Test func aLaterRunStandsWithoutAWord() throws {
    let bench = bench(version: .text(newer))
    _ = bench.landed(newer, ended: "2026-11-25T10:00:00.000Z")
    try bench.write(.version, of: run, version(older, bench))
    #expect(try bench.deliver().lines.isEmpty)
    #expect(bench.board.history.isEmpty)
  }

  @Test(arguments: ["v2 final", String(repeating: "c2", count: 20)])
  func aPersonsValueStandsAndIsExplainedOnce(value: String) throws {
    let bench = bench(version: .text(value))
    for _ in 0..<2 { try bench.write(.version, of: run, version(newer, bench)) }
    try bench.deliver()
    try bench.write(.version, of: run, version(newer, bench))
    try bench.deliver()
    #expect(bench.board.state.value("模型版本号") == .text(value))
    #expect(bench.board.history == ["comment"])
    #expect(bench.texts[0].contains(value) && bench.texts[0].contains(newer))
  }

  /// Of another clone: it may be older or later, and who fetches it knows.
  @Test(arguments: ["2026-11-23T10:00:00.000Z", "2026-11-25T10:00:00.000Z"])
  func anUnknownRunIsDecidedOnceItIsKnown(ended: String) throws {
    let bench = bench(version: .text(older))
    try bench.write(.version, of: run, version(newer, bench))
    try bench.write(
      .storage, of: run,
      .field(FieldWrite(.storage, field: "存储地址", run: bench.landed(newer))))
    let report = try bench.deliver()
    #expect(
      report.isComplete && report.entries(.pending).map(\.entry.key.kind) == [.version, .storage])
    #expect(bench.texts.count == 1 && bench.board.state.value("存储地址") == nil)
    _ = bench.landed(older, ended: ended)
    #expect(try bench.deliver().lines.isEmpty)
    let isOlder = ended < "2026-11-24"
    #expect(bench.board.state.value("模型版本号") == .text(isOlder ? newer : older))
    #expect(bench.board.state.value("存储地址") == (isOlder ? .text("https://host/x") : nil))
    #expect(bench.texts.count == 1)
  }

  @Test func anAdapterThatIsNowhereToBeSeenLeavesTheFieldEmpty() throws {
    let bench = Workbench()
    bench.publication = .published(link: nil)
    try bench.write(
      .storage, of: run,
      .field(FieldWrite(.storage, field: "存储地址", run: bench.landed(newer))))
    let report = try bench.deliver()
    #expect(report.lines.isEmpty && report.left.map(\.key.kind) == [.storage])
    #expect(bench.board.history.isEmpty)
  }

  @Test func whatADeletedTaskCannotGetIsLeft() throws {
    let bench = Workbench()
    bench.board.faults = ScriptedFaults([(.readTask, .taskDeleted)])
    try bench.write(.version, of: run, version(newer, bench))
    let report = try bench.deliver()
    #expect(report.lines.isEmpty && report.left.map(\.key.kind) == [.version])
  }

  @Test func whatWasLeftIsDoneWhenTheRunIsAdopted() throws {
    let bench = bench(version: .text("v2 final"))
    try bench.write(.version, of: run, version(newer, bench))
    try bench.deliver()
    bench.board.change { $0.set("f-version", to: nil) }
    try bench.write(.version, of: run, rebuilt: true, version(newer, bench))
    #expect(try bench.deliver().lines.isEmpty)
    #expect(bench.board.state.value("模型版本号") == .text(newer))
  }

  /// The dead run's status is, by chance, that of one that goes on.
  @Test func anInterruptedRunLeavesTheStatusOfAnother() throws {
    let bench = Workbench()
    let other = try #require(RunID(text: "2a2b3c4d00000000000000000000abcd"))
    try bench.write(.running, of: run, .status(StatusChange(to: "in progress")))
    try bench.deliver()
    bench.clock.now += 100
    try bench.write(.start, of: other, .comment(NewComment(.text("begun"))))
    try bench.deliver()
    try bench.write(.interrupted, of: run, .status(StatusChange(to: "blocked")))
    #expect(try bench.deliver().left.map(\.key.kind) == [.interrupted])
    #expect(bench.board.state.status.name == "in progress")
  }

  @Test func theLinkWaitsUntilItLeadsSomewhere() throws {
    let bench = Workbench()
    bench.publication = .waiting("the run is not pushed yet")
    let storage = FieldWrite(.storage, field: "存储地址", run: bench.landed(newer))
    try bench.write(.storage, of: run, .field(storage))
    let report = try bench.deliver()
    #expect(report.isComplete && report.entries(.pending).count == 1)
    bench.publication = .published(link: "https://host/tree/\(newer)/x")
    try bench.deliver()
    #expect(bench.board.state.value("存储地址") == .text("https://host/tree/\(newer)/x"))
  }

  @Test func withoutAWebPageItIsTheTaskOnceTheAdapterIsThere() throws {
    let bench = Workbench()
    bench.publication = .published(link: nil)
    let file = EffectKey(run, .file, 1)
    let storage = FieldWrite(
      .storage, field: "存储地址", run: bench.landed(newer, attachedAs: file))
    try bench.write(.storage, of: run, .field(storage))
    #expect(try bench.deliver().entries(.pending).count == 1)
    try bench.write(.file, 1, of: run, .upload(bench.spooled("adapter.safetensors", "w")))
    try bench.deliver()
    bench.clock.now += 1000
    try bench.deliver()
    #expect(bench.board.state.value("存储地址") == .text("https://app.clickup.com/t/86a3kx9d2"))
  }

  @Test func afterThePlansLimitOneCommentCarriesTheValues() throws {
    let bench = Workbench()
    bench.board.faults = ScriptedFaults([(.setField, .planLimit)])
    try bench.write(.version, of: run, version(older, bench, ended: "2026-11-23T10:00:00.000Z"))
    try bench.write(
      .field, 1, of: run,
      .field(
        FieldWrite(
          .mapped, field: "Loss", run: bench.landed(older), source: "loss", value: .number(0.5))))
    #expect(try bench.deliver().lines.isEmpty)
    #expect(bench.texts.count == 1)
    #expect(bench.texts[0].contains("模型版本号: \(older)") && bench.texts[0].contains("Loss: 0.5"))
    #expect(try bench.outbox.planLimit(ofWorkspace: "w1")?.commit == older)

    let second = try #require(RunID(text: "2a2b3c4d00000000000000000000abcd"))
    try bench.write(.version, of: second, version(newer, bench))
    try bench.deliver()
    #expect(bench.texts.count == 1 && bench.texts[0].contains("模型版本号: \(newer)"))
    #expect(!bench.board.history.contains { $0.hasPrefix("field") })
  }

  /// The last use of the plan went into the version.
  @Test func theCommentAlsoCarriesWhatTheFieldsStillSay() throws {
    let bench = Workbench()
    try bench.write(.version, of: run, version(newer, bench))
    try bench.deliver()
    bench.board.faults = ScriptedFaults([(.setField, .planLimit)])
    try bench.write(
      .storage, of: run,
      .field(FieldWrite(.storage, field: "存储地址", run: bench.landed(newer))))
    try bench.deliver()
    #expect(
      bench.texts.first?.hasPrefix(
        "Current version\n模型版本号: \(newer)\n存储地址: https://host/x\n") == true)
  }

  @Test func aDayLaterTheFieldIsTriedAgain() throws {
    let bench = Workbench()
    bench.board.faults = ScriptedFaults([(.setField, .planLimit)])
    try bench.write(.version, of: run, version(older, bench))
    try bench.deliver()
    bench.clock.now += 25 * 3600
    let second = try #require(RunID(text: "2a2b3c4d00000000000000000000abcd"))
    try bench.write(.version, of: second, version(newer, bench))
    try bench.deliver()
    #expect(bench.board.state.value("模型版本号") == .text(newer))
    #expect(try bench.outbox.planLimit(ofWorkspace: "w1") == nil)
  }

  // MARK: Status

  @Test func aStatusThatSomebodySetStands() throws {
    let bench = Workbench()
    try bench.write(.running, of: run, .status(StatusChange(to: "in progress")))
    try bench.deliver()
    bench.board.change { $0.status = TaskStatus(name: "blocked", kind: .custom) }
    try bench.write(.ended, of: run, .status(StatusChange(to: "review")))
    #expect(try bench.deliver().lines.isEmpty)
    #expect(bench.board.state.status.name == "blocked")
  }

  @Test func aFinishedTaskStaysFinished() throws {
    let bench = Workbench()
    bench.board.change { $0.status = TaskStatus(name: "complete", kind: .closed) }
    try bench.write(.running, of: run, .status(StatusChange(to: "in progress")))
    #expect(try bench.deliver().lines.isEmpty)
    #expect(bench.board.history.isEmpty)
  }

  @Test func aStaleStatusIsNoPersons() throws {
    let bench = Workbench()
    try bench.write(.running, of: run, .status(StatusChange(to: "in progress")))
    try bench.deliver()
    bench.board.faults = ScriptedFaults([(.readTask, .stale(500)), (.readTask, .stale(500))])
    try bench.write(.ended, of: run, .status(StatusChange(to: "review")))
    try bench.deliver()
    #expect(bench.board.state.status.name == "review")
  }

  /// What is read is what the run itself has changed a moment ago: it only looks right.
  @Test func aStaleStatusIsNotTakenForTheRightOne() throws {
    let bench = Workbench()
    try bench.write(.running, of: run, .status(StatusChange(to: "in progress")))
    try bench.deliver()
    bench.clock.now += 100
    try bench.write(.paused, of: run, .status(StatusChange(to: "on hold")))
    try bench.deliver()
    bench.clock.now += 10
    bench.board.faults = ScriptedFaults([(.readTask, .stale(50))])
    try bench.write(.running, 2, of: run, .status(StatusChange(to: "in progress")))
    try bench.deliver()
    #expect(bench.board.state.status.name == "in progress")
    try bench.write(.ended, of: run, .status(StatusChange(to: "review")))
    #expect(try bench.deliver().left.isEmpty)
    #expect(bench.board.state.status.name == "review")
  }

  @Test func anOlderRunThatNeverSawTheTaskLeavesTheReviewersStatus() throws {
    let bench = bench(version: .text(newer))
    _ = bench.landed(newer, ended: "2026-11-25T10:00:00.000Z")
    bench.board.change { $0.status = TaskStatus(name: "in progress", kind: .custom) }
    try bench.write(.running, of: run, .status(StatusChange(to: "in progress")))
    try bench.write(
      .ended, of: run, .status(StatusChange(to: "review", landed: bench.landed(older))))
    #expect(try bench.deliver().lines.isEmpty)
    #expect(bench.board.history.isEmpty)
  }

  @Test func aStatusThatTheListLacksIsNamed() throws {
    let bench = Workbench()
    try bench.write(.running, of: run, .status(StatusChange(to: "training")))
    let report = try bench.deliver()
    #expect(report.entries(.failed).count == 1)
    #expect(report.entries(.failed)[0].reason.contains("training"))
  }
}
