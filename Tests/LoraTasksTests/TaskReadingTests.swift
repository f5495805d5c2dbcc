import LoraClickUp
import LoraTasks
import Testing

struct TaskReadingTests {
  private let board = BoardInMemory()

  private func lookUp(_ typed: String, lists: [String] = ["7"]) throws -> ClickUpTask {
    let reference = try #require(TaskReference(typed))
    return try TaskLookup(service: board, lists: lists).task(reference)
  }

  @Test func tasksLieInTheConfiguredLists() throws {
    board.tasks = ["9hx": .sample("9hx"), "9hy": .sample("9hy", list: "8")]
    #expect(try lookUp("9hx").id == "9hx")
    #expect(try lookUp("9hy", lists: ["7", "8"]).id == "9hy")
    #expect(try lookUp("9hy", lists: []).id == "9hy")
    #expect(
      throws: TaskLookup.Failure.link(
        .elsewhere(task: "9hy", list: "'List 8' (8)", configured: ["7"]))
    ) { try lookUp("9hy") }
    #expect(throws: TaskLookup.Failure.clickUp(BoardInMemory.gone)) { try lookUp("9hz") }
  }

  @Test func customIDsAreLookedForInEachWorkspace() throws {
    board.spaces = ["1", "2"].map { Workspace(id: $0, name: "", members: []) }
    board.tasks = ["DEV-1@2": .sample("9hx")]
    #expect(try lookUp("DEV-1").id == "9hx")
    #expect(board.asked == ["DEV-1@1", "DEV-1@2"])
    #expect(throws: TaskLookup.Failure.link(.nowhere("DEV-2"))) { try lookUp("DEV-2") }
    #expect(throws: TaskLookup.Failure.clickUp(BoardInMemory.gone)) {
      try lookUp("https://app.clickup.com/t/1/DEV-1")
    }
  }

  @Test func boardsAreInTheListsOrder() throws {
    board.lists = [
      "7": TaskList(
        id: "7", name: "Training",
        statuses: [
          TaskStatus(name: "to do", kind: .open), TaskStatus(name: "review", kind: .custom),
          TaskStatus(name: "complete", kind: .closed),
        ])
    ]
    for task in [
      ClickUpTask.sample("a", updated: 1), .sample("b", updated: 2), .sample("c", status: "odd"),
      .sample("d", status: "complete"), .sample("e", list: "8"),
    ] { board.tasks[task.id] = task }
    let open = try TaskBoard.read("7", includingClosed: false, from: board)
    #expect(open.columns.map(\.status.name) == ["to do", "review", "complete", "odd"])
    #expect(open.columns.map { $0.tasks.map(\.id) } == [["b", "a"], [], [], ["c"]])
    let all = try TaskBoard.read("7", includingClosed: true, from: board)
    #expect(all.columns[2].tasks.map(\.id) == ["d"])
  }

  @Test func newsAreWhatPeopleDidSince() throws {
    board.comments = (1...9).reversed().map { number in
      let isOurs = number % 3 == 0
      return TaskComment(
        id: CommentID("\(number)"), text: "words" + (isOurs ? "\nlora 0123abcd/summary-1" : ""),
        date: number * 10, user: nil)
    }
    board.history = [
      StatusEntry(status: "to do", since: 5), StatusEntry(status: "review", since: 55),
    ]
    let news = try TaskNews.read(TaskID("x"), since: 40, from: board, pageLength: 2)
    #expect(news.comments.map(\.id.text) == ["5", "7", "8"])
    #expect(news.statuses == [StatusEntry(status: "review", since: 55)])
    // Five pages have nine comments; none of them has a thread.
    #expect(board.asked.count == 5)
    #expect(
      try TaskNews.read(TaskID("x"), since: 0, from: board, pageLength: 2).comments.count == 6)
    board.history = nil
    #expect(try TaskNews.read(TaskID("x"), since: 40, from: board).statuses == [])
  }

  private func comment(_ number: Int, _ text: String = "words", replies: Int = 0) -> TaskComment {
    TaskComment(
      id: CommentID("\(number)"), text: text, date: number * 10, user: nil, replyCount: replies)
  }

  @Test func repliesAreNewsAlsoBelowOlderCommentsAndOurOwn() throws {
    board.comments = [
      comment(7, replies: 1), comment(3, "done\nlora 0123abcd/summary-1", replies: 4), comment(2),
    ]
    board.replies = [
      CommentID("7"): [comment(8, "noted\nlora 0123abcd/start-1")],
      CommentID("3"): [9, 6, 5, 4].map { comment($0, "reply") },
    ]
    let news = try TaskNews.read(TaskID("x"), since: 45, from: board, pageLength: 2)
    #expect(news.comments.map(\.id.text) == ["5", "6", "7", "9"])
    #expect(news.heads[CommentID("3")]?.text.hasPrefix("done") == true)
    // As many replies as were promised: two pages of them, and no third.
    #expect(board.asked.filter { $0 == "replies 3" }.count == 2)
  }

  @Test func aTaskOfManyThreadsIsReadInSoManyCalls() throws {
    board.comments = (1...300).reversed().map { comment($0, replies: 2) }
    board.replies = [CommentID("300"): [comment(4000)]]
    let news = try TaskNews.read(TaskID("x"), since: 0, from: board, pageLength: 2)
    #expect(news.comments.contains { $0.id.text == "4000" } && news.unreadThreads > 0)
    #expect(board.asked.count <= 40 + 20 * 4)
  }

  @Test func failuresAreSaidInTheirOwnWords() {
    let failure = TaskLookup.Failure.link(.nowhere("DEV-99"))
    #expect("\(failure)" == "no workspace that this token sees has a task DEV-99")
  }

  /// A server that gives the same page for ever.
  @Test func pagesEnd() throws {
    let stuck = TaskComment(id: CommentID("1"), text: "x", date: 10, user: nil)
    board.comments = [stuck, stuck, stuck]
    #expect(
      try TaskNews.read(TaskID("x"), since: 0, from: board, pageLength: 2).comments.count == 1)
  }

  @Test(arguments: [
    ("words\nlora 0123abcd/summary-1", true), ("lora 0123abcd/hot-gpu-12\n \n", true),
    ("lora 0123abcd/summary-1\nmy words", false), ("lora 0123abc/summary-1", false),
    ("Lora 0123abcd/summary-1", false), ("lora 0123abcd/summary", false), ("", false),
    ("lora 0123abcd/summary-1 x", false), ("see lora 0123abcd/summary-1", false),
    ("lora 0123abcd/-1", false),
  ])
  func ourOwnComments(text: String, isOurs: Bool) {
    #expect((CommentMark(endOf: text) != nil) == isOurs)
  }
}
