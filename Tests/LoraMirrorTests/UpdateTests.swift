import LoraClickUp
import LoraExperiment
import LoraMirror
import Testing

/// The one comment that is kept up to date.
@Suite struct UpdateTests {
  private let run = RunID(text: "1a2b3c4d00000000000000000000abcd")!

  private func bench(after text: String) throws -> Workbench {
    let bench = Workbench()
    try bench.write(.report, of: run, .update(Update(text, revision: 1)))
    try bench.deliver()
    return bench
  }

  @Test func anUpdateKeepsWhomItIsAssignedTo() throws {
    let bench = try bench(after: "one")
    bench.board.change { state in
      state.comments = state.comments.map {
        TaskComment(
          id: $0.id, text: $0.text, date: $0.date, user: $0.user, assignee: 7, isResolved: false)
      }
    }
    try bench.write(.report, of: run, .update(Update("two", revision: 2)))
    try bench.deliver()
    #expect(bench.texts == ["two\nlora 1a2b3c4d/report-1"])
    #expect(bench.board.state.comments.first?.assignee == 7)
  }

  @Test func aResolvedReportIsLeftAndANewOneBegun() throws {
    let bench = try bench(after: "one")
    bench.board.change { state in
      state.comments = state.comments.map {
        TaskComment(
          id: $0.id, text: $0.text, date: $0.date, user: $0.user, assignee: nil, isResolved: true)
      }
    }
    try bench.write(.report, of: run, .update(Update("two", revision: 2)))
    try bench.write(.report, of: run, .update(Update("three", revision: 3)))
    try bench.deliver()
    #expect(bench.texts == ["one\nlora 1a2b3c4d/report-1", "three\nlora 1a2b3c4d/report-2"])
    #expect(bench.board.state.comments.map(\.isResolved) == [true, false])
  }

  @Test func aDeletedReportIsBegunAgainOnlyWhenItIsSurelyGone() throws {
    let bench = try bench(after: "one")
    bench.board.change { $0.comments = [] }
    try bench.write(.report, of: run, .update(Update("two", revision: 2)))
    try bench.write(.summary, of: run, .comment(NewComment(.text("done"))))
    try bench.deliver()
    #expect(bench.clock.slept > 70)
    #expect(
      bench.texts.sorted() == ["done\nlora 1a2b3c4d/summary-1", "two\nlora 1a2b3c4d/report-2"])
  }

  @Test func aReportThatIsMerelyNotShownYetIsNoSecondOne() throws {
    let bench = try bench(after: "one")
    bench.board.faults = ScriptedFaults([
      (.readComments, .stale(1000)), (.readComments, .stale(1000)),
    ])
    try bench.write(.report, of: run, .update(Update("two", revision: 2)))
    try bench.deliver()
    #expect(bench.texts == ["two\nlora 1a2b3c4d/report-1"])
  }

  @Test func itIsFoundBehindHundredsOfComments() throws {
    let bench = try bench(after: "one")
    for number in 0..<120 {
      bench.clock.now += 1
      bench.board.comment(by: ClickUpUser(id: 7, name: "Mei"), "words \(number)")
    }
    try bench.write(.report, of: run, .update(Update("two", revision: 2)))
    try bench.deliver()
    #expect(bench.texts.first == "two\nlora 1a2b3c4d/report-1")
    #expect(bench.texts.count == 121)
  }

  @Test func textsThatWereOvertakenAreNotSent() throws {
    let bench = Workbench()
    for number in 1...50 {
      try bench.write(.report, of: run, .update(Update("text \(number)", revision: number)))
    }
    #expect(try bench.outbox.entries().count == 1)
    try bench.write(.report, of: run, .update(Update("late", revision: 3)))
    try bench.deliver()
    #expect(bench.texts == ["text 50\nlora 1a2b3c4d/report-1"])
    #expect(bench.board.history == ["comment"])
  }

  @Test func anOvertakenTextKeepsItsPlace() throws {
    let bench = Workbench()
    try bench.write(.report, of: run, .update(Update("one", revision: 1)))
    try bench.write(.plateau, 2, of: run, .comment(NewComment(.text("plateau"))))
    try bench.write(.report, of: run, .update(Update("two", revision: 3)))
    try bench.deliver()
    #expect(bench.texts == ["two\nlora 1a2b3c4d/report-1", "plateau\nlora 1a2b3c4d/plateau-2"])
  }

  @Test func theSummarySaysWhereTheRunIsOnceEveryoneCanGetIt() throws {
    let bench = Workbench()
    bench.publication = .waiting("the run is not pushed yet")
    let version = bench.landed(String(repeating: "ab", count: 20))
    try bench.write(.summary, of: run, .update(Update("not pushed yet", revision: 1)))
    try bench.write(
      .published, of: run, .update(Update("at \(Update.place)", revision: 1, published: version)))
    let report = try bench.deliver()
    #expect(report.isComplete && report.entries(.pending).count == 1)
    #expect(bench.texts == ["not pushed yet\nlora 1a2b3c4d/summary-1"])
    let standing = try bench.outbox.standing()
    #expect(standing.entries(.pending).map(\.reason) == ["the run is not pushed yet"])
    bench.publication = .published(link: "https://host/tree/abab/x")
    #expect(try bench.deliver().lines.isEmpty)
    #expect(bench.texts == ["at https://host/tree/abab/x\nlora 1a2b3c4d/summary-1"])
  }
}
