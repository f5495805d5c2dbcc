import LoraClickUp
import LoraConfig
import LoraDigest
import LoraExperiment
import LoraMirror
import LoraStore
import LoraTasks
import Testing

/// A run's life on its task, from the trainer's own events.
@Suite struct RunMirrorTests {
  private func settings(report: String = "update", notify: String? = nil, limit: Int = 1000)
    throws -> ClickUpSettings
  {
    let text = """
      clickup:
        list: "1"
        statuses: {running: in progress, review: review, paused: on hold, failed: blocked}
        fields: {version: 模型版本号, storage: 存储地址, steps: Loss}
        report: \(report)
        attach_limit: \(limit)
        \(notify.map { "notify: \($0)" } ?? "")
      """
    let (settings, problems) = TeamSettings.parse(bytes: Array(text.utf8))
    return try #require(settings?.clickup, "\(problems)")
  }

  private func mirror(_ bench: Workbench, _ settings: ClickUpSettings) -> RunMirror {
    RunMirror(
      run: run, task: bench.task, title: title, settings: settings, outbox: bench.outbox,
      clock: bench.clock)
  }

  private var start: StartComment {
    StartComment(
      title: title, trainer: "lora-train", baseModel: nil, data: DataManifest(files: []),
      settings: ["lora_rank": "8"],
      source: SourceState(commit: commit, tree: commit, dirty: false, untracked: []),
      isFollowed: true)
  }

  /// Two epochs; the events that `extra` adds come in between.
  private func events(_ extra: TrainingEvent.Kind...) -> [TrainingEvent] {
    var journal = Journal()
    var events = [
      journal.event(.start) {
        $0.totalSteps = 100
        $0.totalEpochs = 2
      }
    ]
    for kind in [.epoch(1)] + extra.map(Moment.event) + [.epoch(2)] {
      switch kind {
      case .epoch(let epoch):
        events.append(
          journal.event(.step, second: 60 * epoch) {
            $0.step = epoch * 50
            $0.epoch = Double(epoch) - 0.02
            $0.loss = 2 / Float(epoch)
          })
        events.append(journal.event(.epoch, second: 60 * epoch) { $0.epoch = Double(epoch) })
      case .event(let kind): events.append(journal.event(kind, second: 70))
      }
    }
    return events
  }

  private enum Moment {
    case epoch(Int)
    case event(TrainingEvent.Kind)
  }

  private func result(_ bench: Workbench, _ state: RunState = .completed) throws -> RunResult {
    let weights = Array("the adapter's weights".utf8)
    var files = [RunFile("samples/step-000100/one.txt", .sample, .bytes(Array("a sample".utf8)))]
    if state != .failed {
      files.append(RunFile("adapter.safetensors", .adapter, .bytes(weights)))
    }
    var record = record(state)
    record.files = files.map(\.recorded)
    bench.runs[commit] = VersionDecision.Run(
      commit: commit, ended: EventTime.milliseconds(record.ended) ?? 0)
    return RunResult(
      record: record, commit: commit, settings: ["lora_rank": "8"],
      data: DataManifest(files: []), metrics: [], chart: [0x89, 0x50], log: "the end of the log\n",
      files: files)
  }

  private func play(
    _ bench: Workbench, _ mirror: RunMirror, _ events: [TrainingEvent], delivering: Bool
  ) throws -> RunMirror {
    var mirror = mirror
    try mirror.began(start)
    for event in events {
      try mirror.event(event)
      if delivering { try bench.deliver() }
    }
    return mirror
  }

  @Test(arguments: [true, false])
  func theEndIsTheSameOnlineAndOffline(online: Bool) throws {
    let bench = Workbench()
    let mirror = try play(bench, mirror(bench, settings()), events(.plateau), delivering: online)
    try mirror.landed(try result(bench))
    #expect(try bench.outbox.openRuns().isEmpty)
    #expect(try bench.deliver().lines.isEmpty)

    let kinds = bench.texts.compactMap { CommentMark(endOf: $0)?.kind }
    #expect(kinds == ["start", "report", "plateau", "summary"])
    #expect(bench.texts[1].contains("is complete"))
    #expect(bench.texts[2].hasPrefix("@7 "))
    #expect(bench.texts[3].contains("https://host/x"))
    let mark = "lora-\(run.short)"
    #expect(
      bench.titles == [
        "curves.\(mark)-1.png", "step-000100-one.\(mark)-2.txt", "log.\(mark)-3.txt",
        "adapter.\(mark)-4.safetensors",
      ])
    #expect(bench.board.state.status.name == "review")
    #expect(bench.board.state.value("模型版本号") == .text(commit))
    #expect(bench.board.state.value("存储地址") == .text("https://host/x"))
    #expect(bench.board.state.value("Loss") == .number(2000))
  }

  @Test func aSampleKeepsItsStepAndPrompt() throws {
    let bench = Workbench()
    var mirror = try mirror(bench, settings())
    try mirror.began(start)
    var journal = Journal()
    try mirror.event(
      journal.event(.sample) {
        $0.path = "out/samples/step-000100/one.txt"
        $0.step = 1100
        $0.prompt = "a neon\nstreet"
      })
    try mirror.landed(try result(bench))
    try bench.deliver()
    let line = "- step-000100-one.lora-\(run.short)-2.txt: step 1,100, “a neon"
    #expect(bench.texts.last?.contains(line) == true, "\(bench.texts)")
  }

  @Test func theSameJournalAgainAddsNothing() throws {
    let bench = Workbench()
    _ = try play(bench, mirror(bench, settings()), events(.plateau, .pause), delivering: true)
    let history = bench.board.history
    let again = try play(
      bench, mirror(bench, settings()), events(.plateau, .pause), delivering: true)
    #expect(bench.board.history == history)
    for _ in 0..<2 { try again.landed(try result(bench)) }
    try bench.deliver()
    let kinds = bench.texts.compactMap { CommentMark(endOf: $0)?.kind }
    #expect(kinds == ["start", "report", "plateau", "pause", "summary"])
  }

  @Test func aPauseIsSaidAndEndsWithTheNextStep() throws {
    let bench = Workbench()
    _ = try play(bench, mirror(bench, settings()), events(.pause), delivering: true)
    let statuses = bench.board.history.filter { $0.hasPrefix("status") }
    #expect(statuses == ["status in progress", "status on hold", "status in progress"])
  }

  @Test func appendedReportsAreNewComments() throws {
    let bench = Workbench()
    let mirror = try play(
      bench, mirror(bench, settings(report: "append")), events(), delivering: true)
    try mirror.landed(try result(bench))
    try bench.deliver()
    let kinds = bench.texts.compactMap { CommentMark(endOf: $0)?.kind }
    #expect(kinds == ["start", "epoch", "epoch", "summary"])
  }

  @Test func aFailureCallsPeopleAndWritesNoField() throws {
    let bench = Workbench()
    let mirror = try play(
      bench, mirror(bench, settings(notify: "[42]")), events(), delivering: true)
    try mirror.landed(try result(bench, .failed))
    try bench.deliver()
    let kinds = bench.texts.compactMap { CommentMark(endOf: $0)?.kind }
    #expect(kinds == ["start", "report", "failure", "summary"])
    #expect(bench.texts[2].hasPrefix("@42 "))
    #expect(bench.board.state.status.name == "blocked")
    #expect(!bench.board.history.contains { $0.hasPrefix("field") })
  }

  @Test func anInterruptedRunCallsPeopleOnce() throws {
    let bench = Workbench()
    let events = events()
    let mirror = try play(bench, mirror(bench, settings(notify: "[42]")), events, delivering: true)
    for _ in 0..<2 { try mirror.interrupted(after: events) }
    #expect(try bench.deliver().lines.isEmpty)
    let kinds = bench.texts.compactMap { CommentMark(endOf: $0)?.kind }
    #expect(kinds == ["start", "report", "interruption"])
    #expect(bench.texts[1].contains("was interrupted") && bench.texts[1].contains("100 %"))
    #expect(bench.texts[2].hasPrefix("@42 ") && bench.texts[2].contains("Step 100 of 100"))
    #expect(bench.board.state.status.name == "blocked")
    #expect(try bench.outbox.openRuns().isEmpty)
  }

  @Test func anAdapterAboveTheLimitIsNotAttached() throws {
    let bench = Workbench()
    let mirror = try play(bench, mirror(bench, settings(limit: 20)), events(), delivering: false)
    try mirror.landed(try result(bench))
    try bench.deliver()
    #expect(!bench.titles.contains { $0.hasPrefix("adapter") })
    #expect(bench.texts.last?.contains("too large to attach") == true)
  }

  @Test func aRunOfALostMachineIsFoundByItsKeys() throws {
    let first = Workbench()
    first.clock.now = Double(EventTime.milliseconds(record().started) ?? 0) / 1000 + 60
    let mirror = try play(first, mirror(first, settings()), events(), delivering: true)
    try mirror.landed(try result(first))
    // It had come to the second file when the machine was lost.
    first.board.faults = UploadsUntil(third: first.board)
    try first.deliver(for: 1000)
    let history = first.board.history

    let second = Workbench(on: first.board)
    let adopting = try self.mirror(second, settings())
    try adopting.adopted(try result(second))
    first.board.faults = NoFaults()
    #expect(try second.deliver().lines.isEmpty)
    let kinds = first.texts.compactMap { CommentMark(endOf: $0)?.kind }
    #expect(kinds == ["start", "report", "summary"])
    #expect(Set(first.titles).count == first.titles.count && first.titles.count == 4)
    #expect(first.board.history.count > history.count)
    // Again on a third machine: everything is there.
    let done = first.board.history
    let third = Workbench(on: first.board)
    try self.mirror(third, settings()).adopted(try result(third))
    #expect(try third.deliver().lines.isEmpty)
    #expect(first.board.history == done)
  }

  /// No file after the second gets through.
  private final class UploadsUntil: FaultSource {
    let board: MemoryBoard
    init(third board: MemoryBoard) { self.board = board }

    func next(for call: MemoryBoard.Call) -> Fault? {
      call == .upload && board.state.attachments.count >= 2 ? .noConnection : nil
    }
  }
}
