import LoraClickUp

/// Tasks and comments that are read, and nothing else.
final class BoardInMemory: ClickUpService {
  var spaces: [Workspace] = []
  /// By id as asked for, `DEV-1@9` with a workspace.
  var tasks: [String: ClickUpTask] = [:]
  var lists: [String: TaskList] = [:]
  /// Newest first.
  var comments: [TaskComment] = []
  var history: [StatusEntry]?
  /// By the comment that they reply to, newest first.
  var replies: [CommentID: [TaskComment]] = [:]
  private(set) var asked: [String] = []

  static let gone = ClickUpError(
    .notFound(.init(status: 401, code: "OAUTH_027", message: "Team not authorized")), call: "GET")

  func user() throws(ClickUpError) -> ClickUpUser { throw Self.gone }
  func workspaces() throws(ClickUpError) -> [Workspace] { spaces }
  func plan(ofWorkspace id: String) throws(ClickUpError) -> String? { throw Self.gone }
  func lists(ofWorkspace id: String) throws(ClickUpError) -> [ListPlace] { throw Self.gone }
  func list(_ id: String) throws(ClickUpError) -> TaskList {
    guard let list = lists[id] else { throw Self.gone }
    return list
  }
  func fields(ofList id: String) throws(ClickUpError) -> [CustomField] { [] }
  func tasks(inList id: String, includingClosed: Bool) throws(ClickUpError) -> [ClickUpTask] {
    tasks.values.filter { $0.list.id == id && (includingClosed || !$0.status.isFinal) }
  }
  func task(_ id: TaskID) throws(ClickUpError) -> ClickUpTask {
    let name = id.text + (id.workspace.map { "@" + $0 } ?? "")
    asked.append(name)
    guard let task = tasks[name] else { throw Self.gone }
    return task
  }
  func statusHistory(of id: TaskID) throws(ClickUpError) -> [StatusEntry] {
    guard let history else {
      throw ClickUpError(.refused(.init(status: 400, code: "TIS_027", message: "off")), call: "")
    }
    return history
  }
  /// Pages of two.
  func comments(of id: TaskID, before cursor: CommentCursor?) throws(ClickUpError) -> [TaskComment]
  {
    asked.append("comments")
    let rest = cursor.map { cursor in
      comments.drop { $0.id != cursor.id }.dropFirst()
    }
    return Array((rest ?? comments[...]).prefix(2))
  }

  /// Pages of two.
  func replies(to id: CommentID, before cursor: CommentCursor?) throws(ClickUpError)
    -> [TaskComment]
  {
    asked.append("replies \(id)")
    let all = replies[id] ?? []
    let rest = cursor.map { cursor in all.drop { $0.id != cursor.id }.dropFirst() }
    return Array((rest ?? all[...]).prefix(2))
  }

  func createTask(_ draft: TaskDraft, inList id: String) throws(ClickUpError) -> ClickUpTask {
    throw Self.gone
  }
  func setStatus(_ name: String, of id: TaskID) throws(ClickUpError) { throw Self.gone }
  func markdownDescription(of id: TaskID) throws(ClickUpError) -> String { throw Self.gone }
  func setDescription(_ markdown: String, of id: TaskID) throws(ClickUpError) { throw Self.gone }
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

extension ClickUpTask {
  static func sample(
    _ id: String, list: String = "7", status: String = "to do", updated: Int = 0
  ) -> ClickUpTask {
    ClickUpTask(
      id: id, name: "task \(id)", list: .init(id: list, name: "List \(list)"),
      status: TaskStatus(name: status, kind: status == "complete" ? .closed : .open), created: 0,
      updated: updated)
  }
}
