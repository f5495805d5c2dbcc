import LoraClickUp
import LoraHTTP
import Testing

/// Requests as they go out.
struct RequestTests {
  private func line(_ answer: String = "{}", _ call: (ClickUpClient) throws -> Void) throws
    -> String
  {
    let rehearsal = try Rehearsal([.answer(200, [:], answer)])
    try call(rehearsal.client)
    return try #require(rehearsal.transport.lines.first)
  }

  private let task = TaskID("86a3kx9d2")

  @Test func reading() throws {
    #expect(try line(#"{"user":{"id":1}}"#) { _ = try $0.user() } == "GET /api/v2/user")
    #expect(try line(#"{"teams":[]}"#) { _ = try $0.workspaces() } == "GET /api/v2/team")
    #expect(
      try line(#"{"plan_name":"Free","plan_id":1}"#) { _ = try $0.plan(ofWorkspace: "9") }
        == "GET /api/v2/team/9/plan")
    #expect(
      try line(#"{"fields":[]}"#) { _ = try $0.fields(ofList: "9") } == "GET /api/v2/list/9/field")
    #expect(try line(#"{"id":"a"}"#) { _ = try $0.task(task) } == "GET /api/v2/task/86a3kx9d2")
    #expect(
      try line(#"{"markdown_description":"**a**"}"#) { _ = try $0.markdownDescription(of: task) }
        == "GET /api/v2/task/86a3kx9d2?include_markdown_description=true")
    let cursor = CommentCursor(date: 17, id: CommentID("9013"))
    #expect(
      try line(#"{"comments":[]}"#) { _ = try $0.comments(of: task, before: cursor) }
        == "GET /api/v2/task/86a3kx9d2/comment?start=17&start_id=9013")
    let asked = try line(#"{"comments":[{"id":1,"reply_count":"2"}]}"#) {
      let reply = try $0.replies(to: CommentID("9013"), before: cursor).first
      #expect(reply?.parent == CommentID("9013") && reply?.replyCount == 2)
    }
    #expect(asked == "GET /api/v2/comment/9013/reply?start=17&start_id=9013")
  }

  /// An id that people see needs the workspace beside it, on each call.
  @Test func customIDs() throws {
    let id = TaskID("DEV-12", workspace: "9")
    let suffix = "?custom_task_ids=true&team_id=9"
    #expect(
      try line(#"{"id":"a"}"#) { _ = try $0.task(id) } == "GET /api/v2/task/DEV-12" + suffix)
    #expect(
      try line(#"{"comments":[]}"#) {
        _ = try $0.comments(of: id, before: CommentCursor(date: 1, id: CommentID("2")))
      } == "GET /api/v2/task/DEV-12/comment\(suffix)&start=1&start_id=2")
    #expect(
      try line { try $0.setField("f", of: id, to: .text("v")) }
        == "POST /api/v2/task/DEV-12/field/f\(suffix) {\"value\":\"v\"}")
    #expect(
      try line(#"{"id":1}"#) { _ = try $0.postComment(.text("t"), notifyAll: false, on: id) }
        == "POST /api/v2/task/DEV-12/comment\(suffix) "
        + #"{"comment_text":"t","notify_all":false}"#)
    #expect(
      try line { try $0.setStatus("s", of: id) }
        == "PUT /api/v2/task/DEV-12\(suffix) {\"status\":\"s\"}")
    #expect(
      try line(#"{"id":"a"}"#) { _ = try $0.upload(UploadedFile(path: "/x", name: "y"), to: id) }
        == "POST /api/v2/task/DEV-12/attachment" + suffix)
  }

  @Test func idsCannotLeaveTheirPlace() throws {
    #expect(
      try line(#"{"id":"a"}"#) { _ = try $0.task(TaskID("../user?x#y/ü")) }
        == "GET /api/v2/task/..%2Fuser%3Fx%23y%2F%C3%BC")
    #expect(
      try line(#"{"id":"a"}"#) { _ = try $0.task(TaskID("A-1", workspace: "1&x=2")) }
        == "GET /api/v2/task/A-1?custom_task_ids=true&team_id=1%26x%3D2")
  }

  @Test func writing() throws {
    let draft = TaskDraft(
      name: "Größe \"1\"/2", markdown: "*a*\nb", status: "to do", assignees: [3],
      fields: [("f", .number(1.5)), ("g", .date(17))])
    #expect(
      try line(#"{"id":"a"}"#) { _ = try $0.createTask(draft, inList: "9") }
        == "POST /api/v2/list/9/task "
        + #"{"assignees":[3],"custom_fields":[{"id":"f","value":1.5},"#
        + #"{"id":"g","value":17,"value_options":{"time":true}}],"markdown_content":"*a*\nb","#
        + #""name":"Größe \"1\"/2","status":"to do"}"#)
    #expect(
      try line(#"{"id":"a"}"#) { _ = try $0.createTask(TaskDraft(name: "n"), inList: "9") }
        == #"POST /api/v2/list/9/task {"name":"n"}"#)
    #expect(
      try line { try $0.setDescription("x", of: task) }
        == #"PUT /api/v2/task/86a3kx9d2 {"markdown_content":"x"}"#)
    #expect(
      try line {
        try $0.updateComment(CommentID("5"), text: "t", assignee: nil, resolved: true)
      } == #"PUT /api/v2/comment/5 {"assignee":null,"comment_text":"t","resolved":true}"#)
    #expect(
      try line {
        try $0.updateComment(CommentID("5"), text: "t", assignee: 7, resolved: false)
      } == #"PUT /api/v2/comment/5 {"assignee":7,"comment_text":"t","resolved":false}"#)
    #expect(
      try line { try $0.deleteComment(CommentID("5")) } == "DELETE /api/v2/comment/5")
  }

  @Test(arguments: [
    (FieldInput.text("a/b"), #"{"value":"a/b"}"#), (.number(3), #"{"value":3}"#),
    (.number(0.25), #"{"value":0.25}"#), (.flag(true), #"{"value":true}"#),
    (.option("u"), #"{"value":"u"}"#), (.options(["u", "v"]), #"{"value":["u","v"]}"#),
    (.date(5), #"{"value":5,"value_options":{"time":true}}"#),
  ])
  func fields(value: FieldInput, body: String) throws {
    #expect(
      try line { try $0.setField("id", of: task, to: value) }
        == "POST /api/v2/task/86a3kx9d2/field/id " + body)
  }

  @Test func commentsInBlocks() throws {
    let blocks: [CommentBlock] = [
      .text("a"), .text("b", .bold), .text("c", .italic), .text("d", .code),
      .link("e", to: "https://x.example/y"), .lineEnd(), .lineEnd(.bullet), .lineEnd(.numbered),
      .lineEnd(.codeBlock), .mention(userID: 183),
    ]
    let body = try line(#"{"id":1}"#) {
      _ = try $0.postComment(.blocks(blocks), notifyAll: true, on: task)
    }
    #expect(
      body == "POST /api/v2/task/86a3kx9d2/comment " + #"{"comment":["#
        + #"{"attributes":{},"text":"a"},{"attributes":{"bold":true},"text":"b"},"#
        + #"{"attributes":{"italic":true},"text":"c"},{"attributes":{"code":true},"text":"d"},"#
        + #"{"attributes":{"link":"https://x.example/y"},"text":"e"},"#
        + #"{"attributes":{},"text":"\n"},"#
        + #"{"attributes":{"list":{"list":"bullet"}},"text":"\n"},"#
        + #"{"attributes":{"list":{"list":"ordered"}},"text":"\n"},"#
        + #"{"attributes":{"code-block":{"code-block":"plain"}},"text":"\n"},"#
        + #"{"type":"tag","user":{"id":183}}],"notify_all":true}"#)
  }

  @Test func headers() throws {
    let rehearsal = try Rehearsal([.answer(200), .answer(200)])
    try rehearsal.client.deleteComment(CommentID("1"))
    try rehearsal.client.setStatus("x", of: task)
    let requests = rehearsal.transport.requests
    #expect(requests[0].url.text == "https://api.clickup.com/api/v2/comment/1")
    #expect(requests[0].headers["Authorization"] == "pk_1_SECRET")
    #expect(requests[0].headers["Accept"] == "application/json")
    #expect(requests[0].headers["Content-Type"] == nil)
    #expect(requests[1].headers["Content-Type"] == "application/json")
    #expect(requests.allSatisfy { $0.acceptsGzip && $0.timeouts.total == 60 })
  }

  @Test func tokensOfApplicationsHaveAScheme() throws {
    let rehearsal = try Rehearsal([.answer(200)], token: "12_oauth")
    try rehearsal.client.deleteComment(CommentID("1"))
    #expect(rehearsal.transport.requests[0].headers["Authorization"] == "Bearer 12_oauth")
  }

  @Test func uploadsAreOneStreamedPart() throws {
    let rehearsal = try Rehearsal([.fixture("create_attachment.2026.observed")])
    let file = UploadedFile(path: "/f/a.png", name: "ä (1).png", type: "image/png")
    _ = try rehearsal.client.upload(file, to: task)
    let request = rehearsal.transport.requests[0]
    guard case .form(let parts) = request.body, parts.count == 1,
      case .file(let path, let name, let type) = parts[0].content
    else { return #expect(Bool(false)) }
    #expect(parts[0].name == "attachment")
    #expect(path == "/f/a.png" && name == "ä (1).png" && type == "image/png")
    #expect(request.headers["Content-Type"] == nil)
    #expect(request.timeouts.total == nil)
  }
}
