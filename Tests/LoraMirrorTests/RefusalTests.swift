import LoraClickUp
import LoraConfig
import LoraExperiment
import LoraMirror
import LoraStore
import LoraTasks
import Testing

/// What ClickUp refuses: waits, is said, can be mended or given up.
@Suite struct RefusalTests {
  private let run = RunID(text: "1a2b3c4d00000000000000000000abcd")!

  /// The same fault for every call of a kind, until it is lifted.
  private final class Standing: FaultSource {
    var fault: Fault?
    let calls: Set<MemoryBoard.Call>

    init(_ fault: Fault, at calls: MemoryBoard.Call...) {
      self.fault = fault
      self.calls = Set(calls)
    }

    func next(for call: MemoryBoard.Call) -> Fault? { calls.contains(call) ? fault : nil }
  }

  @Test func whatIsForbiddenWaitsForTheRight() throws {
    let faults = Standing(.forbidden, at: .upload, .setStatus)
    let bench = Workbench(faults: faults)
    try bench.write(.file, 1, of: run, .upload(bench.spooled("log.txt", "one")))
    try bench.write(.file, 2, of: run, .upload(bench.spooled("a.txt", "two")))
    try bench.write(.running, of: run, .status(StatusChange(to: "in progress")))
    try bench.write(.summary, of: run, .comment(NewComment(.text("done"))))
    let report = try bench.deliver()
    #expect(report.entries(.waiting).count == 3 && bench.texts.count == 1)
    #expect(report.entries(.waiting)[0].reason.contains("ACCESS_083"))
    faults.fault = nil
    #expect(try bench.deliver().lines.isEmpty)
    #expect(bench.titles.count == 2 && bench.board.state.status.name == "in progress")
  }

  @Test(arguments: [Fault.badToken, .noConnection, .forbidden])
  func theReasonStandsWhenTheProcessIsGone(fault: Fault) throws {
    let bench = Workbench(faults: Standing(fault, at: .postComment, .upload))
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    try bench.write(.file, 1, of: run, .upload(bench.spooled("log.txt", "one")))
    let reasons = try bench.deliver().lines.map(\.reason)
    #expect(reasons.allSatisfy { !$0.isEmpty })
    #expect(try bench.outbox.standing().lines.map(\.reason) == reasons)
    #expect(try bench.outbox.standing().entries(.waiting).count == 2)
    bench.board.faults = NoFaults()
    #expect(try bench.deliver().lines.isEmpty)
  }

  @Test func aWrongStatusIsMendedInTheSettings() throws {
    let bench = Workbench()
    let wrong = ClickUpSettings.Statuses(running: "trainng", review: "review")
    bench.statuses = wrong
    try bench.write(.running, of: run, .status(StatusChange(of: .running, in: wrong)))
    #expect(try bench.deliver().entries(.failed).count == 1)
    bench.statuses = ClickUpSettings.Statuses(running: "in progress", review: "review")
    #expect(try bench.deliver().lines.isEmpty)
    #expect(bench.board.state.status.name == "in progress")
  }

  @Test func aWrongStatusIsNeedlessOnceTheRunHasEnded() throws {
    let bench = Workbench()
    try bench.write(.running, of: run, .status(StatusChange(to: "trainng")))
    try bench.deliver()
    try bench.write(.ended, of: run, .status(StatusChange(to: "review")))
    let report = try bench.deliver()
    #expect(report.lines.isEmpty && bench.board.state.status.name == "review")
    // It is said all the same.
    #expect(report.needless.map(\.key) == [EffectKey(run, .running)])
    #expect(report.needless[0].reason.contains("trainng"))
  }

  @Test func anEffectCanBeDropped() throws {
    let bench = Workbench(faults: ScriptedFaults([(.upload, .lost)]))
    try bench.write(.running, of: run, .status(StatusChange(to: "trainng")))
    try bench.write(.file, 1, of: run, .upload(bench.spooled("log.txt", "one")))
    try bench.deliver()
    for key in [EffectKey(run, .running), EffectKey(run, .file)] {
      #expect(try bench.deliverer().drop(key))
      #expect(try !bench.deliverer().drop(key))
    }
    #expect(try bench.deliver().lines.isEmpty && bench.titles.isEmpty)
    // The same said again is not sent again.
    try bench.write(.running, of: run, .status(StatusChange(to: "trainng")))
    #expect(try bench.outbox.entries().isEmpty)
  }

  @Test func aRefusedFileIsSaidWithWhereItIs() throws {
    let bench = Workbench(faults: Standing(.tooLarge, at: .upload))
    let file = try bench.spooled("adapter.safetensors", "weights")
    try bench.write(
      .file, 4, of: run,
      .upload(
        Upload(
          name: file.name, type: file.type, digest: file.digest, bytes: file.bytes, place: .spool,
          last: 4, recorded: "output/x/adapter.safetensors in the commit abc")))
    #expect(try bench.deliver().entries(.failed).map(\.entry.key) == [EffectKey(run, .file, 4)])
    #expect(bench.texts.count == 1)
    #expect(bench.texts[0].contains("413"))
    #expect(bench.texts[0].contains("output/x/adapter.safetensors in the commit abc"))
    #expect(try bench.deliverer().retry(EffectKey(run, .file, 4)))
    try bench.deliver()
    #expect(bench.texts.count == 1)
  }

  @Test func aDeletedTaskIsSaidOnce() throws {
    let bench = Workbench(faults: Standing(.taskDeleted, at: .postComment, .readTask))
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    try bench.write(.running, of: run, .status(StatusChange(to: "in progress")))
    let report = try bench.deliver()
    #expect(report.lines.isEmpty && report.deletedTasks.map(\.task) == [bench.task.text])
    #expect(try bench.outbox.standing().deletedTasks == report.deletedTasks)
    try bench.outbox.forget(report.deletedTasks)
    #expect(try bench.outbox.standing().deletedTasks.isEmpty)
  }

  @Test func statusesThatARunSetAreKnownFromThoseOfPeople() throws {
    let bench = Workbench()
    try bench.write(.running, of: run, .status(StatusChange(to: "in progress")))
    try bench.deliver()
    try bench.write(.ended, of: run, .status(StatusChange(to: "review")))
    try bench.deliver()
    let now = Int(bench.clock.now * 1000)
    let ours = [
      StatusEntry(status: "in progress", since: now - 500),
      StatusEntry(status: "review", since: now),
    ]
    let theirs = [
      StatusEntry(status: "review", since: now + 90_000),
      StatusEntry(status: "blocked", since: now),
      StatusEntry(status: "in progress", since: now - 3_600_000),
    ]
    #expect(bench.outbox.ownStatuses(of: bench.task, among: ours + theirs) == ours)
  }

  // MARK: Data that nobody can train on

  private func unusable(_ id: String, _ title: String, person: Int? = 7) -> UnusableFile {
    UnusableFile(id: id, title: title, reason: "it is encrypted", person: person, attached: 0)
  }

  @Test func whoAttachedItIsToldOnce() throws {
    let bench = Workbench()
    let files = [unusable("1", "a.zip"), unusable("2", "b.rar"), unusable("3", "c.rar", person: 8)]
    for _ in 0..<2 {
      try bench.outbox.tell(unusable: files, on: bench.task)
      try bench.deliver()
    }
    #expect(bench.texts.count == 2)
    #expect(bench.texts[0].hasPrefix("@7 ") && bench.texts[1].hasPrefix("@8 "))
    #expect(bench.texts[0].contains("a.zip: it is encrypted") && bench.texts[0].contains("b.rar"))
    #expect(bench.texts.allSatisfy { CommentMark(endOf: $0)?.kind == "unusable" })
    // Only what is new is said.
    try bench.outbox.tell(unusable: files + [unusable("4", "d.rar")], on: bench.task)
    try bench.deliver()
    #expect(bench.texts.count == 3 && !bench.texts[2].contains("a.zip"))
    // Another clone that finds the same finds the comment, too.
    let other = Workbench(on: bench.board)
    try other.outbox.tell(unusable: [files[2]], on: bench.task)
    try other.deliver()
    #expect(bench.texts.count == 3)
  }
}
