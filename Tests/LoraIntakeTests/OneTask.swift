import LoraClickUp

/// A board with one task on it.
final class OneTask: ClickUpService {
  var task: ClickUpTask
  private(set) var readings = 0
  /// Called before each reading, with its number from 1.
  var beforeReading: (Int) -> Void = { _ in }

  init(_ attachments: [TaskAttachment] = []) {
    task = ClickUpTask(
      id: "86a3kx9d2", name: "Neon 城市 / night", url: "https://app.clickup.com/t/86a3kx9d2",
      list: .init(id: "1", name: "Training"), status: TaskStatus(name: "to do", kind: .open),
      // 2024-04-09
      created: 1_712_620_800_000, updated: 1_712_620_800_000, attachments: attachments)
  }

  func task(_ id: TaskID) throws(ClickUpError) -> ClickUpTask {
    guard id.text == task.id else {
      throw ClickUpError(
        .notFound(.init(status: 404, code: "ITEM_013", message: "Task not found")),
        call: "GET /v2/task/\(id)")
    }
    readings += 1
    beforeReading(readings)
    return task
  }

  func workspaces() throws(ClickUpError) -> [Workspace] {
    [Workspace(id: "9011", name: "Studio", members: [])]
  }

  func user() throws(ClickUpError) -> ClickUpUser { throw Self.notHere }
  func plan(ofWorkspace id: String) throws(ClickUpError) -> String? { throw Self.notHere }
  func lists(ofWorkspace id: String) throws(ClickUpError) -> [ListPlace] { throw Self.notHere }
  func list(_ id: String) throws(ClickUpError) -> TaskList { throw Self.notHere }
  func fields(ofList id: String) throws(ClickUpError) -> [CustomField] { throw Self.notHere }
  func tasks(inList id: String, includingClosed: Bool) throws(ClickUpError) -> [ClickUpTask] {
    throw Self.notHere
  }
  func createTask(_ draft: TaskDraft, inList id: String) throws(ClickUpError) -> ClickUpTask {
    throw Self.notHere
  }
  func statusHistory(of id: TaskID) throws(ClickUpError) -> [StatusEntry] { throw Self.notHere }
  func setStatus(_ name: String, of id: TaskID) throws(ClickUpError) { throw Self.notHere }
  func markdownDescription(of id: TaskID) throws(ClickUpError) -> String { throw Self.notHere }
  func setDescription(_ markdown: String, of id: TaskID) throws(ClickUpError) {
    throw Self.notHere
  }
  func comments(of id: TaskID, before cursor: CommentCursor?) throws(ClickUpError)
    -> [TaskComment]
  { throw Self.notHere }
  func replies(to id: CommentID, before cursor: CommentCursor?) throws(ClickUpError)
    -> [TaskComment]
  { throw Self.notHere }
  func postComment(_ body: CommentBody, notifyAll: Bool, on id: TaskID) throws(ClickUpError)
    -> PostedComment
  { throw Self.notHere }
  func updateComment(_ id: CommentID, text: String, assignee: Int?, resolved: Bool)
    throws(ClickUpError)
  { throw Self.notHere }
  func deleteComment(_ id: CommentID) throws(ClickUpError) { throw Self.notHere }
  func setField(_ field: String, of id: TaskID, to value: FieldInput) throws(ClickUpError) {
    throw Self.notHere
  }
  func upload(_ file: UploadedFile, to id: TaskID) throws(ClickUpError) -> TaskAttachment {
    throw Self.notHere
  }

  private static let notHere = ClickUpError(.unreadable("not on this board"), call: "")
}
