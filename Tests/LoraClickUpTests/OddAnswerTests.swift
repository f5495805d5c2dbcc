import LoraClickUp
import Testing

/// Answers that are odd in the ways ClickUp's are, and answers that are none.
struct OddAnswerTests {
  private func task(_ members: String) throws -> ClickUpTask {
    let rehearsal = try Rehearsal([.answer(200, [:], #"{"id":"a","# + members + "}")])
    return try rehearsal.client.task(TaskID("a"))
  }

  private func field(_ type: String, _ value: String) throws -> FieldValue? {
    try task(#""custom_fields":[{"id":"f","type":"\#(type)","value":\#(value)}]"#).fields[0].value
  }

  @Test func almostNothingIsNeeded() throws {
    let task = try task(#""name":null,"status":null,"list":null,"assignees":null"#)
    #expect(task.name == "" && task.list.id == "" && task.created == 0)
    #expect(task.status == TaskStatus(name: "", kind: .other("")))
  }

  @Test func numbersAndTextsChangePlaces() throws {
    let task = try task(
      #""list":{"id":901,"name":7},"date_created":17,"date_updated":"18","team_id":5,"#
        + #""creator":{"id":"44","username":null},"assignees":[{"id":"9"},null,{"x":1},12],"#
        + #""attachments":[{"id":"f","size":"12","date":3,"title":null,"name":"n","deleted":1}]"#)
    #expect(task.list == ClickUpTask.Home(id: "901", name: "7"))
    #expect(task.created == 17 && task.updated == 18 && task.workspace == "5")
    #expect(task.creator == ClickUpUser(id: 44, name: nil))
    #expect(task.assignees.map(\.id) == [9, 12])
    #expect(task.attachments[0].size == 12 && task.attachments[0].title == "n")
    #expect(task.attachments[0].isDeleted && task.attachments[0].date == 3)
  }

  @Test func valuesOfFields() throws {
    #expect(try field("drop_down", "2") == .number(2))
    #expect(try field("number", "\"8\"") == .number(8))
    #expect(try field("number", "8.5") == .number(8.5))
    #expect(try field("short_text", "\"8\"") == .text("8"))
    #expect(try field("short_text", "\"\"") == nil)
    #expect(try field("checkbox", "\"true\"") == .flag(true))
    #expect(try field("checkbox", "null") == nil)
    #expect(try field("date", "\"1714564800000\"") == .number(1_714_564_800_000))
    #expect(try field("users", #"[{"id":1,"b":null}]"#) == .other(#"[{"b":null,"id":1}]"#))
  }

  @Test func unknownStatusKindIsKept() throws {
    let task = try task(#""status":{"status":"shipped","type":"unstarted"}"#)
    #expect(task.status == TaskStatus(name: "shipped", kind: .other("unstarted")))
    #expect(!task.status.isFinal)
  }

  @Test func commentIDsAreTextOrNumber() throws {
    let rehearsal = try Rehearsal([
      .answer(200, [:], #"{"id":90130269140791,"hist_id":"4","date":1700000000000}"#),
      .answer(200, [:], #"{"id":"90130269140792","date":"1700000000001"}"#),
      .answer(
        200, [:],
        #"{"comments":[{"id":5,"comment":[{"text":"a"},{"type":"tag"},{"text":"b\n"}],"#
          + #""date":7,"user":null,"assignee":{"id":3},"resolved":true}]}"#),
    ])
    let id = TaskID("a")
    let first = try rehearsal.client.postComment(.text("x"), notifyAll: false, on: id)
    #expect(first == PostedComment(id: CommentID("90130269140791"), date: 1_700_000_000_000))
    let second = try rehearsal.client.postComment(.text("x"), notifyAll: false, on: id)
    #expect(second.id == CommentID("90130269140792") && second.date == 1_700_000_000_001)
    let comment = try rehearsal.client.comments(of: id, before: nil)[0]
    #expect(comment.text == "ab" && comment.assignee == 3 && comment.isResolved)
    #expect(comment.id == CommentID("5") && comment.user == nil)
  }

  @Test func statusesComeInTheBoardsOrder() throws {
    let rehearsal = try Rehearsal([
      .answer(
        200, [:],
        #"{"id":1,"statuses":[{"status":"b","orderindex":"2"},{"status":"a","orderindex":1}]}"#)
    ])
    #expect(try rehearsal.client.list("1").statuses.map(\.name) == ["a", "b"])
  }

  @Test func pagesUntilTheLast() throws {
    func page(_ ids: Range<Int>, _ end: String = "") -> ScriptedTransport.Step {
      let tasks = ids.map { #"{"id":"\#($0)"}"# }.joined(separator: ",")
      return .answer(200, [:], #"{"tasks":[\#(tasks)]\#(end)}"#)
    }
    let flagged = try Rehearsal([
      page(0..<100), page(99..<199, #","last_page":false"#), page(199..<299, #","last_page":true"#),
    ])
    #expect(try flagged.client.tasks(inList: "1", includingClosed: true).count == 299)
    let short = try Rehearsal([page(0..<100), page(100..<100)])
    #expect(try short.client.tasks(inList: "1", includingClosed: false).count == 100)
    #expect(
      short.transport.lines.last
        == "GET /api/v2/list/1/task?archived=false&include_closed=false&order_by=created&page=1"
        + "&reverse=true&subtasks=true")
  }

  /// None of these may pass for an answer: a comment list that is missing is not an empty one.
  @Test(arguments: [
    "{}", "[]", "null", "", "<html></html>", "{\"comments\":null}", "{\"comments\":{}}",
    "{\"comments\":[{}]}", "{\"comments\":[null]}", "{\"comments\":[", "{\"comments\":[]} x",
    String(repeating: "[", count: 100_000), String(repeating: "{\"comments\":", count: 50_000),
  ])
  func whatIsNoAnswer(body: String) throws {
    let rehearsal = try Rehearsal([.answer(200, [:], body)])
    let error = try rehearsal.failure { _ = try $0.comments(of: TaskID("a"), before: nil) }
    guard case .unreadable = error.kind else { return #expect(Bool(false), "\(error)") }
    #expect(!error.isPassing && !error.isSurelyUndone)
  }

  @Test func deepFieldsDoNotMatter() throws {
    let deep = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
    #expect(try field("x", deep) == nil)
  }

  @Test func aPageOfAProxyIsNoSuccess() throws {
    let rehearsal = try Rehearsal([
      .answer(200, [:], "<html>Please log in</html>"), .answer(200, [:], ""),
      .answer(204, [:], ""), .answer(200, [:], "{}"),
    ])
    let error = try rehearsal.failure { try $0.setStatus("a", of: TaskID("a")) }
    #expect(error.kind == .unreadable("the answer is not JSON"))
    for _ in 0..<3 { try rehearsal.client.deleteComment(CommentID("1")) }
  }

  @Test(arguments: [301, 302, 307, 308])
  func redirectsAreNotFollowed(status: Int) throws {
    let rehearsal = try Rehearsal([.answer(status, ["Location": "https://evil.example/"], "")])
    let error = try rehearsal.failure { _ = try $0.user() }
    guard case .unreadable = error.kind else { return #expect(Bool(false), "\(error)") }
    #expect(rehearsal.transport.requests.count == 1)
  }
}
