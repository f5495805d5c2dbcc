import Foundation
import LoraClickUp
import LoraExperiment
import LoraFiles
import LoraMirror
import LoraStore
import Testing

/// Delivering while a run goes on, and clearing up.
@Suite struct FollowTests {
  private let run = RunID(text: "1a2b3c4d00000000000000000000abcd")!

  @Test func whatIsWrittenMeanwhileIsDelivered() throws {
    let bench = Workbench()
    let ending = DeliveryEnding()
    bench.clock.moments = [
      { try bench.write(.start, of: run, .comment(NewComment(.text("begun")))) },
      { try bench.write(.report, of: run, .update(Update("one", revision: 1))) },
      { try bench.write(.report, of: run, .update(Update("two", revision: 2))) },
      { try bench.write(.report, of: run, .update(Update("three", revision: 3))) },
      { ending.end(by: bench.clock.now + 30) },
    ]
    let report = try bench.deliverer().follow(ending)
    #expect(report.isComplete && bench.clock.moments.isEmpty)
    #expect(bench.texts == ["begun\nlora 1a2b3c4d/start-1", "three\nlora 1a2b3c4d/report-1"])
    #expect(bench.board.history == ["comment", "comment", "update", "update"])
  }

  @Test func aConnectionThatComesBackIsUsed() throws {
    let bench = Workbench(faults: ScriptedFaults([(.postComment, .noConnection)]))
    let ending = DeliveryEnding()
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    bench.clock.moments = Array(repeating: {}, count: 40) + [{ ending.end(by: bench.clock.now) }]
    #expect(try bench.deliverer().follow(ending).isComplete)
    #expect(bench.texts.count == 1)
  }

  @Test func offlineTheEndIsNotWaitedFor() throws {
    let bench = Workbench(faults: AlwaysOffline())
    let ending = DeliveryEnding()
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    bench.clock.moments = [{}, { ending.end(by: bench.clock.now + 30) }]
    let report = try bench.deliverer().follow(ending)
    #expect(report.obstacle != nil && !report.isComplete)
    #expect(bench.board.calls == 2 && bench.clock.slept < 2)
  }

  @Test func aLostAnswerIsWaitedForNoLongerThanTheDeadline() throws {
    let bench = Workbench(faults: ScriptedFaults([(.postComment, .lost)]))
    let ending = DeliveryEnding()
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    ending.end(by: bench.clock.now + 30)
    let report = try bench.deliverer().follow(ending)
    #expect(report.entries(.waiting).count == 1 && bench.clock.slept < 31)
    #expect(try bench.deliver().isComplete)
    #expect(bench.texts.count == 1)
  }

  @Test func anotherProcessMayDeliverForThisOne() throws {
    let bench = Workbench()
    let ending = DeliveryEnding()
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    var lock = try FileLock(ifFree: bench.folder + "/lora/outbox/delivery.lock")
    #expect(lock != nil)
    bench.clock.moments = [
      {}, { lock = nil }, {}, { ending.end(by: bench.clock.now + 30) },
    ]
    #expect(try bench.deliverer().follow(ending).isComplete)
    #expect(lock == nil && bench.texts.count == 1)
  }

  @Test func aRaisedFlagEndsTheWaiting() throws {
    let stop = StopFlag()
    let bench = Workbench(faults: ScriptedFaults([(.postComment, .lost)]))
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    bench.clock.moments = [{ stop.raise() }]
    let report = try bench.deliverer(stop: stop).deliver(until: bench.clock.now + 1000)
    #expect(report.entries(.waiting).count == 1 && bench.board.calls == 1)
  }

  @Test func theSystemClockWakesPromptly() {
    let (clock, stop) = (SystemClock(), StopFlag())
    stop.raise()
    let before = clock.now
    clock.sleep(until: before + 3600, unless: stop)
    #expect(clock.now < before + 1800)
  }

  @Test func copiesThatNobodyNeedsAreClearedAway() throws {
    let bench = Workbench()
    let sent = try bench.spooled("log.txt", "one")
    let waiting = try bench.spooled("a.txt", "two")
    try bench.write(.file, 1, of: run, .upload(sent))
    try bench.deliver()
    try bench.write(.file, 2, of: run, .upload(waiting))
    func path(_ upload: Upload) -> String {
      LFSObjects(folder: bench.folder + "/lora/outbox/spool").path(of: upload.digest)
    }
    let old = [FileAttributeKey.modificationDate: Date(timeIntervalSinceNow: -7200)]
    for upload in [sent, waiting] {
      try FileManager.default.setAttributes(old, ofItemAtPath: path(upload))
    }
    try bench.deliver(for: 0)
    #expect(!FileManager.default.fileExists(atPath: path(sent)))
    #expect(FileManager.default.fileExists(atPath: path(waiting)))
    try FileManager.default.setAttributes(old, ofItemAtPath: path(waiting))
    _ = try bench.spooled("a.txt", "two")
    let touched = try FileManager.default.attributesOfItem(atPath: path(waiting))
    let date = try #require(touched[.modificationDate] as? Date)
    #expect(date.timeIntervalSinceNow > -3600)
  }

  private struct AlwaysOffline: FaultSource {
    func next(for call: MemoryBoard.Call) -> Fault? { .noConnection }
  }
}

/// Looking a comment up among others.
@Suite struct SearchTests {
  private let run = RunID(text: "1a2b3c4d00000000000000000000abcd")!

  @Test(arguments: [Fault.reordered, .samePage])
  func aLostCommentIsFoundAmongMany(fault: Fault) throws {
    let bench = Workbench(faults: ScriptedFaults([(.postComment, .dropAfterWork)]))
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    try bench.deliver(for: 5)
    for number in 0..<90 {
      bench.clock.now += 0.5
      bench.board.comment(by: ClickUpUser(id: 7, name: "Mei"), "words \(number)")
    }
    bench.board.faults = ScriptedFaults(Array(repeating: (.readComments, fault), count: 4))
    try bench.deliver()
    let own = bench.texts.filter { $0.hasPrefix("begun") }
    #expect(own.count == 1 && bench.texts.count == 91)
    #expect(bench.board.calls < 20)
  }

  @Test func theSearchEndsTenMinutesBeforeTheEntry() throws {
    let bench = Workbench()
    for number in 0..<500 {
      bench.clock.now += 60
      bench.board.comment(by: ClickUpUser(id: 7, name: "Mei"), "words \(number)")
    }
    bench.board.faults = ScriptedFaults([(.postComment, .dropAfterWork)])
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    try bench.deliver()
    // One call to post, and one page to find it.
    #expect(bench.board.calls <= 3)
    #expect(bench.texts.count == 501)
  }

  @Test func aPersonWhoQuotesTheLineIsNotTakenForUs() throws {
    let bench = Workbench(faults: ScriptedFaults([(.postComment, .lost)]))
    bench.board.comment(
      by: ClickUpUser(id: 7, name: "Mei"), "lora 1a2b3c4d/start-1\nwhat does this mean?")
    try bench.write(.start, of: run, .comment(NewComment(.text("begun"))))
    try bench.deliver()
    #expect(bench.texts.count == 2)
  }
}
