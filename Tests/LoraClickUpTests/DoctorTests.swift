import LoraClickUp
import Testing

struct DoctorTests {
  private static func statuses(_ names: [String]) -> [TaskStatus] {
    names.map { TaskStatus(name: $0, kind: $0 == "complete" ? .closed : .custom) }
  }

  private static let version = CustomField(id: "v-1", name: "模型版本号", kind: .shortText)
  private static let rank = CustomField(id: "r-1", name: "Rank", kind: .number)
  private static let storage = CustomField(id: "s-1", name: "存储地址", kind: .url)

  private static func task(assignee: Int) -> ClickUpTask {
    ClickUpTask(
      id: "t", name: "t", list: .init(id: "7", name: "Training"),
      status: TaskStatus(name: "to do", kind: .open),
      assignees: [ClickUpUser(id: assignee, name: nil)], created: 0, updated: 0, workspace: "9")
  }

  private func board(
    statuses: [String] = ["to do", "in progress", "review", "on hold", "blocked", "complete"],
    fields: [CustomField] = [version, storage, rank], permission: String? = "create"
  ) -> BoardInMemory {
    BoardInMemory(
      members: [.init(user: ClickUpUser(id: 1, name: "Ada"), role: .member)],
      lists: [
        TaskList(
          id: "7", name: "Training", statuses: Self.statuses(statuses), permission: permission)
      ],
      fields: ["7": fields], tasks: ["7": [Self.task(assignee: 5)]])
  }

  private let whole = BoardExpectations(
    lists: ["7"],
    statuses: [
      .running: "in progress", .review: "review", .paused: "on hold", .failed: "blocked",
    ],
    fields: [.version("模型版本号"), .storage("存储地址"), .value("lora_rank", name: "Rank")], notify: [5])

  private func report(_ board: BoardInMemory, _ expected: BoardExpectations) throws -> DoctorReport
  {
    try Doctor(service: board, expected: expected).examine()
  }

  private func findings(_ report: DoctorReport, _ topic: DoctorReport.Topic) -> [String] {
    report.findings.filter { $0.topic == topic }.map { finding in
      "\(finding.level): \(finding.text)" + (finding.hint.map { " | \($0)" } ?? "")
    }
  }

  @Test func aWholeBoard() throws {
    let report = try report(board(), whole)
    #expect(report.findings.allSatisfy { $0.level == .ok })
    #expect(report.missingSettings == [])
    #expect(findings(report, .token) == ["ok: the token is Ada (1)'s"])
    #expect(findings(report, .list) == ["ok: list 'Training' (7)"])
    #expect(findings(report, .plan) == ["ok: plan 'Business'"])
    #expect(
      findings(report, .fields).first
        == "ok: clickup.fields.version: '模型版本号' (short_text, v-1) in the list 'Training'")
  }

  @Test func nothingIsSet() throws {
    let report = try report(board(), BoardExpectations())
    #expect(report.hasProblems)
    #expect(report.missingSettings == ["clickup:", "  list: \"\"   # the number in its address"])
  }

  @Test func settingsAreProposed() throws {
    let report = try report(board(), BoardExpectations(lists: ["7"]))
    #expect(
      report.missingSettings == [
        "clickup:", "  statuses:", "    running: \"in progress\"", "    review: \"review\"",
        "    paused: \"on hold\"", "    failed: \"blocked\"", "  fields:",
        "    version: \"模型版本号\"", "    storage: \"存储地址\"",
      ])
  }

  @Test func whatIsLikeNothingIsNotProposed() throws {
    let board = board(statuses: ["alpha", "In Review", "complete"], fields: [Self.version])
    let report = try report(board, BoardExpectations(lists: ["7"]))
    #expect(
      report.missingSettings == [
        "clickup:", "  statuses:", "    # running: one of \"alpha\", \"In Review\"",
        "    review: \"In Review\"", "    # paused: one of \"alpha\", \"In Review\"",
        "    # failed: one of \"alpha\", \"In Review\"", "  fields:",
        "    version: \"模型版本号\"",
      ])
  }

  @Test func statusesAreExactNames() throws {
    var expected = whole
    expected.statuses = [
      .running: "In Progress", .review: "complete", .failed: "no such thing at all",
    ]
    #expect(
      findings(try report(board(), expected), .statuses) == [
        "problem: clickup.statuses.running: the list 'Training' has no status 'In Progress' | "
          + "did you mean 'in progress'? It has 'to do', 'in progress', 'review', 'on hold', "
          + "'blocked', 'complete'",
        "problem: clickup.statuses.review: 'complete' closes the task in the list 'Training' | "
          + "only people close tasks; name an open status",
        "ok: clickup.statuses.paused is not set: the status is left alone",
        "problem: clickup.statuses.failed: the list 'Training' has no status "
          + "'no such thing at all' | it has 'to do', 'in progress', 'review', 'on hold', "
          + "'blocked', 'complete'",
      ])
  }

  @Test func fieldsAreFoundByNameAndType() throws {
    let twin = CustomField(id: "v-2", name: " 模型版本号", kind: .text)
    let number = CustomField(id: "s-2", name: "存储地址", kind: .number)
    let two = try report(board(fields: [Self.version, twin, number, Self.rank]), whole)
    #expect(
      findings(two, .fields) == [
        "problem: clickup.fields.version: the list 'Training' has several fields '模型版本号': "
          + "'模型版本号' (short_text, v-1), ' 模型版本号' (text, v-2) | "
          + "rename all but one of them in ClickUp",
        "problem: clickup.fields.storage: in the list 'Training' '存储地址' is "
          + "'存储地址' (number, s-2) | make one of that name in ClickUp, of one of these types: "
          + "url, short_text, text",
        "ok: clickup.fields.lora_rank: 'Rank' (number, r-1) in the list 'Training'",
      ])
    let none = try report(board(fields: [number]), BoardExpectations(lists: ["7"]))
    #expect(
      findings(none, .fields).first?.hasPrefix(
        "warning: clickup.fields.version: the list 'Training' has no field '模型版本号' or "
          + "'Model version' | ") == true)
    // Of a name used twice, the one of a fitting type is meant.
    let link = CustomField(id: "v-3", name: "模型版本号", kind: .url)
    let typed = try report(
      board(fields: [link, Self.version, Self.storage, number, Self.rank]), whole)
    #expect(!typed.hasProblems)
  }

  @Test func badTokensEndTheExamination() throws {
    var board = board()
    board.tokenFailure = .badToken(.init(status: 401, code: "OAUTH_025", message: "Token invalid"))
    let report = try report(board, whole)
    #expect(report.findings.map(\.level) == [.problem] && report.findings[0].topic == .token)
    board.tokenFailure = .rateLimited(until: nil)
    #expect(throws: ClickUpError.self) {
      try Doctor(service: board, expected: whole).examine()
    }
  }

  @Test func listsThatAreNotThere() throws {
    var expected = whole
    expected.lists = ["8", "7"]
    let lists = findings(try report(board(), expected), .list)
    #expect(lists[0].hasPrefix("problem: not found, or not visible to this token"))
    #expect(lists[1] == "ok: list 'Training' (7)")
  }

  @Test(arguments: [("read", "problem"), ("comment", "problem"), ("edit", "warning")])
  func permissions(permission: String, level: String) throws {
    let lists = findings(try report(board(permission: permission), whole), .list)
    #expect(lists.count == 1 && lists[0].hasPrefix(level))
  }

  @Test func onlyTheTokensUserWouldBeTold() throws {
    var board = board()
    board.tasks = ["7": [Self.task(assignee: 1)]]
    var expected = whole
    expected.notify = [1]
    #expect(findings(try report(board, expected), .people)[0].hasPrefix("warning: nobody but"))
    expected.notify = [1, 2]
    #expect(findings(try report(board, expected), .people)[0].hasPrefix("ok: told of trouble"))
  }

  @Test func guestsAndFreePlans() throws {
    var board = board()
    board.members = [.init(user: board.me, role: .guest)]
    board.planName = "Free Forever"
    let report = try report(board, whole)
    #expect(findings(report, .workspace)[0].contains("is a guest"))
    #expect(findings(report, .plan)[0].contains("60 changes of custom fields"))
    #expect(!report.hasProblems)
    board.planName = nil
    #expect(findings(try self.report(board, whole), .plan) == [])
  }
}
