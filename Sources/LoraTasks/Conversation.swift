package import LoraClickUp

/// A task's comments and the replies below them, read as far back as they matter.
///
/// A comment says how many replies it has, not when they came, so the threads of older comments are
/// read too: of so many pages, and so many threads, that a command stays quick and leaves most of the
/// hundred calls a minute to others.
struct Conversation {
  private let task: TaskID
  /// Milliseconds since 1970.
  private let since: Int
  private let service: any ClickUpService
  private let pageLength: Int
  private var found: [TaskComment] = []
  private(set) var heads: [CommentID: TaskComment] = [:]
  private(set) var unreadThreads = 0

  /// A task with more comments than that since one run is not a conversation any more.
  private static let mostPages = 40
  /// Further pages, of comments that are older than `since`.
  private static let mostOlderPages = 4
  private static let mostThreads = 20
  private static let mostPagesOfAThread = 4

  /// - Parameter pageLength: how many comments the service gives at once.
  init(of task: TaskID, since: Int, _ service: any ClickUpService, pageLength: Int) {
    self.pageLength = pageLength
    self.task = task
    self.since = since
    self.service = service
  }

  /// What people wrote since, oldest first.
  var news: [TaskComment] {
    found.filter { $0.date > since && CommentMark(endOf: $0.text) == nil }
      .sorted { $0.isOlder(than: $1) }
  }

  mutating func read() throws(ClickUpError) {
    let comments = try comments()
    found = comments
    let threads = comments.filter { $0.replyCount > 0 }
    unreadThreads = max(0, threads.count - Self.mostThreads)
    for head in threads.prefix(Self.mostThreads) {
      let replies = try replies(to: head)
      found += replies
      if replies.contains(where: { $0.date > since }) { heads[head.id] = head }
    }
  }

  /// Newest first.
  private func comments() throws(ClickUpError) -> [TaskComment] {
    let (task, service) = (task, service)
    var older = 0
    return try pages(upTo: Self.mostPages) { cursor throws(ClickUpError) in
      try service.comments(of: task, before: cursor)
    } goesOn: { page in
      if page.contains(where: { $0.date <= since }) { older += 1 }
      return older <= Self.mostOlderPages
    }
  }

  /// None of a thread that was deleted in between, or that is not shown to this token.
  private func replies(to head: TaskComment) throws(ClickUpError) -> [TaskComment] {
    let service = service
    var count = 0
    do throws(ClickUpError) {
      return try pages(upTo: Self.mostPagesOfAThread) { cursor throws(ClickUpError) in
        try service.replies(to: head.id, before: cursor)
      } goesOn: { page in
        count += page.count
        return count < head.replyCount
      }
    } catch {
      if error.isPassing { throw error }
      return []
    }
  }

  /// Each comment once: a page may come again, or in another order than promised.
  private func pages(
    upTo most: Int, _ read: (CommentCursor?) throws(ClickUpError) -> [TaskComment],
    goesOn: ([TaskComment]) -> Bool
  ) throws(ClickUpError) -> [TaskComment] {
    var comments: [TaskComment] = []
    var seen: Set<CommentID> = []
    var cursor: CommentCursor?
    for _ in 0..<most {
      let page = try read(cursor)
      let new = page.filter { seen.insert($0.id).inserted }
      comments += new
      guard page.count >= pageLength, goesOn(new),
        let oldest = new.min(by: { $0.isOlder(than: $1) })
      else { break }
      cursor = oldest.cursor
    }
    return comments
  }
}

extension TaskComment {
  /// Ids are numbers of differing length.
  package func isOlder(than other: TaskComment) -> Bool {
    (date, id.text.utf8.count, id.text) < (other.date, other.id.text.utf8.count, other.id.text)
  }
}
