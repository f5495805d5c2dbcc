import LoraClickUp

/// A board that answers what it was given and refuses the rest.
struct BoardInMemory: ClickUpService {
  var me = ClickUpUser(id: 1, name: "Ada")
  var members: [Workspace.Member] = []
  var planName: String? = "Business"
  var lists: [TaskList] = []
  var fields: [String: [CustomField]] = [:]
  var tasks: [String: [ClickUpTask]] = [:]
  var tokenFailure: ClickUpError.Kind?

  static let gone = ClickUpError(
    .notFound(.init(status: 401, code: "OAUTH_027", message: "Team not authorized")),
    call: "GET /v2/list/x")

  func user() throws(ClickUpError) -> ClickUpUser {
    if let tokenFailure { throw ClickUpError(tokenFailure, call: "GET /v2/user") }
    return me
  }
  func workspaces() throws(ClickUpError) -> [Workspace] {
    [Workspace(id: "9", name: "Studio", members: members)]
  }
  func plan(ofWorkspace id: String) throws(ClickUpError) -> String? { planName }
  func lists(ofWorkspace id: String) throws(ClickUpError) -> [ListPlace] { [] }
  func list(_ id: String) throws(ClickUpError) -> TaskList {
    guard let list = lists.first(where: { $0.id == id }) else { throw Self.gone }
    return list
  }
  func fields(ofList id: String) throws(ClickUpError) -> [CustomField] { fields[id] ?? [] }
  func tasks(inList id: String, includingClosed: Bool) throws(ClickUpError) -> [ClickUpTask] {
    (tasks[id] ?? []).filter { includingClosed || $0.status.kind != .closed }
  }

  func task(_ id: TaskID) throws(ClickUpError) -> ClickUpTask { throw Self.gone }
  func statusHistory(of id: TaskID) throws(ClickUpError) -> [StatusEntry] { throw Self.gone }
  func createTask(_ draft: TaskDraft, inList id: String) throws(ClickUpError) -> ClickUpTask {
    throw Self.gone
  }
  func setStatus(_ name: String, of id: TaskID) throws(ClickUpError) { throw Self.gone }
  func markdownDescription(of id: TaskID) throws(ClickUpError) -> String { throw Self.gone }
  func setDescription(_ markdown: String, of id: TaskID) throws(ClickUpError) { throw Self.gone }
  func comments(of id: TaskID, before cursor: CommentCursor?) throws(ClickUpError) -> [TaskComment]
  { throw Self.gone }
  func replies(to id: CommentID, before cursor: CommentCursor?) throws(ClickUpError)
    -> [TaskComment]
  { throw Self.gone }
  func postComment(_ body: CommentBody, notifyAll: Bool, on id: TaskID) throws(ClickUpError)
    -> PostedComment
  { throw Self.gone }
  func updateComment(_ id: CommentID, text: String, assignee: Int?, resolved: Bool)
    throws(ClickUpError)
  { throw Self.gone }
  func deleteComment(_ id: CommentID) throws(ClickUpError) { throw Self.gone }
  func setField(_ field: String, of id: TaskID, to value: FieldInput) throws(ClickUpError) {
    throw Self.gone
  }
  func upload(_ file: UploadedFile, to id: TaskID) throws(ClickUpError) -> TaskAttachment {
    throw Self.gone
  }
}
