public import LoraClickUp

/// What people did on a task since a moment: their comments, replies among them, and its statuses.
/// Oldest first.
public struct TaskNews: Sendable, Equatable {
  public let comments: [TaskComment]
  public let statuses: [StatusEntry]
  /// The comments that the replies among `comments` answer, which may be older and git-lora's own.
  public let heads: [CommentID: TaskComment]
  /// Threads that were not read: a task may have more than a command should ask for.
  public let unreadThreads: Int

  public init(
    comments: [TaskComment], statuses: [StatusEntry], heads: [CommentID: TaskComment] = [:],
    unreadThreads: Int = 0
  ) {
    self.comments = comments
    self.statuses = statuses
    self.heads = heads
    self.unreadThreads = unreadThreads
  }

  public var isEmpty: Bool { comments.isEmpty && statuses.isEmpty }

  /// Reads back to `since` (milliseconds since 1970). git-lora's own comments are left out.
  ///
  /// - Parameter pageLength: how many comments the service gives at once.
  public static func read(
    _ id: TaskID, since: Int, from service: any ClickUpService, pageLength: Int = 25
  ) throws(ClickUpError) -> TaskNews {
    var conversation = Conversation(of: id, since: since, service, pageLength: pageLength)
    try conversation.read()
    return TaskNews(
      comments: conversation.news, statuses: try statuses(of: id, since: since, from: service),
      heads: conversation.heads, unreadThreads: conversation.unreadThreads)
  }

  /// Without those of the statuses that `isOwn` names.
  public func withoutStatuses(where isOwn: (StatusEntry) -> Bool) -> TaskNews {
    TaskNews(
      comments: comments, statuses: statuses.filter { !isOwn($0) }, heads: heads,
      unreadThreads: unreadThreads)
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
