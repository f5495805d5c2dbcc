/// ClickUp as git-lora uses it: one method a call of the API, nothing about runs.
///
/// `ClickUpClient` speaks to a server; tests of what stands above put a board in memory behind it.
/// GET, PUT, DELETE and "set field" are safe to repeat. The three that make something new
/// (`createTask`, `postComment`, `upload`) are repeated in here only while they are surely undone;
/// `ClickUpError.isSurelyUndone` tells the caller whether a repetition can make a second one.
public protocol ClickUpService {
  func user() throws(ClickUpError) -> ClickUpUser
  func workspaces() throws(ClickUpError) -> [Workspace]
  /// The name of the workspace's plan (`Free Forever`); nil when the service does not tell.
  func plan(ofWorkspace id: String) throws(ClickUpError) -> String?
  /// Every list that the token can see, those shared with it too. Many calls: a few for each space.
  func lists(ofWorkspace id: String) throws(ClickUpError) -> [ListPlace]
  func list(_ id: String) throws(ClickUpError) -> TaskList
  func fields(ofList id: String) throws(ClickUpError) -> [CustomField]

  func task(_ id: TaskID) throws(ClickUpError) -> ClickUpTask
  /// When the task entered which status, oldest first; empty when the service does not tell.
  func statusHistory(of id: TaskID) throws(ClickUpError) -> [StatusEntry]
  /// Every task whose home is the list, closed ones only on request; pages to the end. Tasks come
  /// without attachments.
  func tasks(inList id: String, includingClosed: Bool) throws(ClickUpError) -> [ClickUpTask]
  func createTask(_ draft: TaskDraft, inList id: String) throws(ClickUpError) -> ClickUpTask
  func setStatus(_ name: String, of id: TaskID) throws(ClickUpError)
  /// The description as Markdown, which is what writing it takes: the plain text of Get Task has lost
  /// people's formatting.
  func markdownDescription(of id: TaskID) throws(ClickUpError) -> String
  func setDescription(_ markdown: String, of id: TaskID) throws(ClickUpError)

  /// 25 comments, newest first, older than `cursor`.
  func comments(of id: TaskID, before cursor: CommentCursor?) throws(ClickUpError) -> [TaskComment]
  /// The comments in the thread below one, in no order that the API promises; the page that is
  /// older than `cursor`, where the service has pages of them.
  func replies(to id: CommentID, before cursor: CommentCursor?) throws(ClickUpError)
    -> [TaskComment]
  func postComment(_ body: CommentBody, notifyAll: Bool, on id: TaskID) throws(ClickUpError)
    -> PostedComment
  /// Replaces the text. The API replaces `assignee` and `resolved` too: both as just read.
  func updateComment(_ id: CommentID, text: String, assignee: Int?, resolved: Bool)
    throws(ClickUpError)
  func deleteComment(_ id: CommentID) throws(ClickUpError)

  func setField(_ field: String, of id: TaskID, to value: FieldInput) throws(ClickUpError)
  func upload(_ file: UploadedFile, to id: TaskID) throws(ClickUpError) -> TaskAttachment
}
