import LoraClickUp
import LoraExperiment
import LoraMirror
import Testing

/// Runs that are taken back while something of them is still on its way.
@Suite struct WithdrawalTests {
  private func withdraw(_ bench: Workbench) throws {
    try bench.outbox.withdrawn(mirrored(bench), now: bench.clock.now)
  }

  private func mirrored(_ bench: Workbench) -> MirroredRun {
    MirroredRun(run, named: "cyberpunk", commit: commit, on: bench.task)
  }

  @Test func aWithdrawnRunIsSaidAndWhatItStillHadToDoIsDropped() throws {
    let bench = Workbench()
    bench.publication = .waiting("not pushed")
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    try bench.write(
      .storage, of: run, .field(FieldWrite(.storage, field: "存储地址", run: bench.landed(commit))))
    try bench.deliver()
    try withdraw(bench)
    bench.publication = .published(link: "https://host/x")
    #expect(try bench.deliver().lines.isEmpty)
    #expect(bench.texts.count == 2 && bench.texts[1].contains("withdrawn"))
    #expect(bench.board.state.value("存储地址") == nil)
    try bench.outbox.restored(mirrored(bench), now: bench.clock.now)
    try bench.deliver()
    #expect(bench.texts.last?.contains("restored") == true)
  }

  @Test func aRunThatTheTaskNeverHeardOfIsNotMentioned() throws {
    let bench = Workbench(faults: ScriptedFaults([(.postComment, .noConnection)]))
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    #expect(try bench.deliver().obstacle != nil)
    try withdraw(bench)
    #expect(try bench.deliver().lines.isEmpty)
    #expect(bench.texts.isEmpty)
  }

  /// The deliverer has read the task and is about to set its status.
  @Test func whatADelivererIsAboutToDoIsFollowedByTheWithdrawal() throws {
    let bench = Workbench()
    bench.board.faults = Meanwhile(.readTask) { try withdraw(bench) }
    try bench.write(.ended, of: run, .status(StatusChange(to: "review")))
    try bench.write(.summary, of: run, .update(Update("done", revision: 1)))
    #expect(try bench.deliver().lines.isEmpty)
    #expect(bench.board.history == ["status review", "comment"])
    #expect(bench.texts.count == 1 && bench.texts[0].contains("withdrawn"))
  }

  /// The process is killed at the n-th change of the disk. Unless the word is written by then, the
  /// command is given again.
  @Test(arguments: 0...4) func aWithdrawalMayBeInterrupted(step: Int) throws {
    let bench = Workbench()
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    try bench.deliver()
    try bench.write(.plateau, of: run, .comment(NewComment(.text("plateau"))))
    try bench.write(.summary, of: run, .update(Update("done", revision: 1)))
    bench.fate.killAfter(step)
    try? withdraw(bench)
    bench.fate.killAfter(nil)
    let isWritten = try bench.outbox.entries().contains { $0.key.kind == .withdrawn }
    if !isWritten { try withdraw(bench) }
    try bench.deliver()
    #expect(bench.texts.count == 2 && bench.texts[1].contains("withdrawn"))
  }
}

/// Something that another process does during the first call of a kind.
private final class Meanwhile: FaultSource {
  private let call: MemoryBoard.Call
  private var work: (() throws -> Void)?

  init(_ call: MemoryBoard.Call, _ work: @escaping () throws -> Void) {
    (self.call, self.work) = (call, work)
  }

  func next(for call: MemoryBoard.Call) -> Fault? {
    guard call == self.call, let work else { return nil }
    self.work = nil
    do { try work() } catch { Issue.record(error) }
    return nil
  }
}
