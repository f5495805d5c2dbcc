public import LoraClickUp

/// What people did on a task since a moment: their comments, and its statuses. Oldest first.
public struct TaskNews: Sendable, Equatable {
  public let comments: [TaskComment]
  public let statuses: [StatusEntry]

  public init(comments: [TaskComment], statuses: [StatusEntry]) {
    self.comments = comments
    self.statuses = statuses
  }

  public var isEmpty: Bool { comments.isEmpty && statuses.isEmpty }

  /// A task with more comments than that since one run is not a conversation any more.
  private static let pageLimit = 40

  /// Pages back to `since` (milliseconds since 1970). git-lora's own comments are left out.
  public static func read(_ id: TaskID, since: Int, from service: any ClickUpService)
    throws(ClickUpError) -> TaskNews
  {
    var comments: [TaskComment] = []
    var seen: Set<CommentID> = []
    var cursor: CommentCursor?
    for _ in 0..<pageLimit {
      let page = try service.comments(of: id, before: cursor)
      let new = page.filter { seen.insert($0.id).inserted }
      comments += new.filter { $0.date > since && CommentMark(endOf: $0.text) == nil }
      guard let last = new.last, last.date > since else { break }
      cursor = last.cursor
    }
    return TaskNews(
      comments: comments.sorted { ($0.date, $0.id.text) < ($1.date, $1.id.text) },
      statuses: try statuses(of: id, since: since, from: service))
  }

  /// Many workspaces do not keep them; that is no error.
  private static func statuses(of id: TaskID, since: Int, from service: any ClickUpService)
    throws(ClickUpError) -> [StatusEntry]
  {
    do { return try service.statusHistory(of: id).filter { $0.since > since } } catch {
      if error.isPassing { throw error }
      return []
    }
  }
}
