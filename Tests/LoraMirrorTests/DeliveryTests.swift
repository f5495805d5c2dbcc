import LoraClickUp
import LoraExperiment
import LoraFiles
import LoraMirror
import LoraStore
import Testing

@Suite struct DeliveryTests {
  private let run = RunID(text: "1a2b3c4d00000000000000000000abcd")!

  @Test func everythingArrivesOnceAndInOrder() throws {
    let bench = Workbench()
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    try bench.write(.running, of: run, .status(StatusChange(to: "in progress")))
    try bench.write(.report, of: run, .update(Update("epoch 1", revision: 1)))
    try bench.write(.file, 1, of: run, .upload(bench.spooled("log.txt", "one")))
    try bench.write(.report, of: run, .update(Update("epoch 2", revision: 2)))
    try bench.write(.summary, of: run, .comment(NewComment(.text("done"))))
    let report = try bench.deliver()
    #expect(report.isComplete && report.lines.isEmpty)
    #expect(
      bench.texts == [
        "begun\nlora 1a2b3c4d/start-1", "epoch 2\nlora 1a2b3c4d/report-1",
        "done\nlora 1a2b3c4d/summary-1",
      ])
    #expect(bench.titles == ["log.lora-1a2b3c4d-1.txt"])
    #expect(bench.board.state.status.name == "in progress")
    #expect(try bench.outbox.entries().isEmpty)
  }

  @Test func whatWasDeliveredIsNotWrittenAgain() throws {
    let bench = Workbench()
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    try bench.deliver()
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    #expect(try bench.outbox.entries().isEmpty)
  }

  /// `sync --adopt` took its place meanwhile.
  @Test func aMachineThatWasTakenForLostLooksFirst() throws {
    let lost = Workbench()
    let other = Workbench(on: lost.board)
    for (bench, isRebuilt) in [(lost, false), (other, true)] {
      try bench.write(.start, of: run, rebuilt: isRebuilt, .comment(NewComment(.text("begun"))))
      try bench.write(
        .file, 1, of: run, rebuilt: isRebuilt, .upload(bench.spooled("log.txt", "one")))
      try bench.write(.report, of: run, rebuilt: isRebuilt, .update(Update("done", revision: 1)))
    }
    try other.deliver()
    lost.clock.now += 3600
    try lost.deliver()
    #expect(
      lost.texts == ["begun\nlora 1a2b3c4d/start-1", "done\nlora 1a2b3c4d/report-1"])
    #expect(lost.titles == ["log.lora-1a2b3c4d-1.txt"])
  }

  @Test(arguments: [
    Fault.dropAfterWork, .workAfterDrop(10), .workAfterDrop(100), .workAfterDrop(200), .lost,
    .noConnection, .serverError(afterWork: true), .serverError(afterWork: false),
    .rateLimit(seconds: 30),
  ])
  func aCommentIsThereOnceWhateverBecameOfTheAnswer(fault: Fault) throws {
    let bench = Workbench(faults: ScriptedFaults([(.postComment, fault)]))
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    try bench.write(.running, of: run, .status(StatusChange(to: "in progress")))
    for _ in 0..<4 {
      try bench.deliver()
      bench.clock.now += 700
    }
    #expect(bench.texts == ["begun\nlora 1a2b3c4d/start-1"])
    #expect(try bench.outbox.entries().isEmpty)
  }

  @Test func aFileThatMayHaveArrivedIsUncertainUntilItIsSeen() throws {
    let bench = Workbench(faults: ScriptedFaults([(.upload, .workAfterDrop(500))]))
    try bench.write(.file, 1, of: run, .upload(bench.spooled("log.txt", "one")))
    try bench.write(.summary, of: run, .comment(NewComment(.text("done"))))
    let report = try bench.deliver()
    #expect(report.entries(.uncertain).map(\.entry.key.description) == ["1a2b3c4d/file-1"])
    #expect(report.isComplete)
    #expect(bench.texts.count == 1)
    bench.clock.now += 600
    #expect(try bench.deliver().lines.isEmpty)
    #expect(bench.titles == ["log.lora-1a2b3c4d-1.txt"])
  }

  @Test func anUncertainFileIsSentAgainOnRequest() throws {
    let bench = Workbench(faults: ScriptedFaults([(.upload, .lost)]))
    try bench.write(.file, 1, of: run, .upload(bench.spooled("log.txt", "one")))
    try bench.deliver()
    let key = EffectKey(run, .file, 1)
    #expect(try bench.deliverer().retry(key))
    #expect(try !bench.deliverer().retry(key))
    #expect(try bench.deliver().lines.isEmpty)
    #expect(bench.titles == ["log.lora-1a2b3c4d-1.txt"])
  }

  @Test func aFileWhoseBodyBrokeOffIsSentAgainAtOnce() throws {
    let bench = Workbench(faults: ScriptedFaults([(.upload, .bodyCut)]))
    try bench.write(.file, 1, of: run, .upload(bench.spooled("log.txt", "one")))
    #expect(try bench.deliver().lines.isEmpty)
    #expect(bench.titles == ["log.lora-1a2b3c4d-1.txt"])
  }

  @Test func aBrokenFileIsNamedAndSentAgain() throws {
    let bench = Workbench(faults: ScriptedFaults([(.upload, .storedCut)]))
    try bench.write(.file, 1, of: run, .upload(bench.spooled("log.txt", "0123456789")))
    try bench.write(.file, 2, of: run, .upload(bench.spooled("a.txt", "more")))
    #expect(try bench.deliver().lines.isEmpty)
    #expect(
      bench.titles == [
        "log.lora-1a2b3c4d-1.txt", "a.lora-1a2b3c4d-2.txt", "log.lora-1a2b3c4d-5.txt",
      ])
    #expect(bench.texts.count == 1)
    #expect(bench.texts[0].contains("log.lora-1a2b3c4d-5.txt"))
  }

  @Test func aFullStorageSetsFilesAsideWithOneComment() throws {
    let bench = Workbench(faults: ScriptedFaults([(.upload, .storageFull)]))
    try bench.write(.file, 1, of: run, .upload(bench.spooled("log.txt", "one")))
    try bench.write(.file, 2, of: run, .upload(bench.spooled("a.txt", "two")))
    let report = try bench.deliver()
    #expect(report.entries(.setAside).count == 2)
    #expect(bench.texts.count == 1)
    let later = try bench.deliverer().deliver(
      until: bench.clock.now + 1000, retryingSetAside: true)
    #expect(later.lines.isEmpty)
    #expect(bench.titles.count == 2 && bench.texts.count == 1)
  }

  @Test func anotherDelivererLeaves() throws {
    let bench = Workbench()
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    let lock = try FileLock(bench.folder + "/lora/outbox/delivery.lock")
    let report = try bench.deliverer().deliver(until: bench.clock.now + 1000)
    #expect(report.isBusy && !report.isComplete && bench.board.calls == 0)
    withExtendedLifetime(lock) {}
  }

  @Test func offlineItGivesUpAtOnce() throws {
    let bench = Workbench(faults: ScriptedFaults([(.postComment, .noConnection)]))
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    let report = try bench.deliver()
    #expect(report.obstacle != nil && bench.clock.slept == 0)
    #expect(report.entries(.waiting).count == 1)
  }
}
