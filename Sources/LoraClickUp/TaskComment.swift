/// A comment's number; a JSON number in one answer and a string in the next, above 2^32.
public struct CommentID: Sendable, Hashable, CustomStringConvertible {
  public let text: String
  public init(_ text: String) { self.text = text }
  public var description: String { text }
}

public struct TaskComment: Sendable, Equatable {
  public let id: CommentID
  /// Plain text, without the line break that ClickUp adds.
  public let text: String
  /// Milliseconds since 1970.
  public let date: Int
  public let user: ClickUpUser?
  public let assignee: Int?
  public let isResolved: Bool
  /// How many replies hang on it; they are no part of the task's own list of comments.
  public let replyCount: Int
  /// The comment that this one replies to.
  public let parent: CommentID?

  public init(
    id: CommentID, text: String, date: Int, user: ClickUpUser?, assignee: Int? = nil,
    isResolved: Bool = false, replyCount: Int = 0, parent: CommentID? = nil
  ) {
    self.id = id
    self.text = text
    self.date = date
    self.user = user
    self.assignee = assignee
    self.isResolved = isResolved
    self.replyCount = replyCount
    self.parent = parent
  }

  /// Where the page after this comment begins.
  public var cursor: CommentCursor { CommentCursor(date: date, id: id) }
}

/// The last comment of a page: the next one needs both halves.
public struct CommentCursor: Sendable, Equatable {
  public let date: Int
  public let id: CommentID

  public init(date: Int, id: CommentID) {
    self.date = date
    self.id = id
  }
}

public struct PostedComment: Sendable, Equatable {
  public let id: CommentID
  /// Milliseconds since 1970.
  public let date: Int

  public init(id: CommentID, date: Int) {
    self.id = id
    self.date = date
  }
}

/// Either plain text or blocks: with both, ClickUp shows everything twice. It reads no Markdown.
public enum CommentBody: Sendable, Equatable {
  case text(String)
  case blocks([CommentBlock])
}

/// A run of text in one style, or the mention of a person.
public enum CommentBlock: Sendable, Equatable {
  case text(String, Style = .plain)
  case link(String, to: String)
  case mention(userID: Int)
  /// Ends the line; a list or a code block is a property of its line's end.
  case lineEnd(Line = .plain)

  public enum Style: Sendable, Equatable { case plain, bold, italic, code }
  public enum Line: Sendable, Equatable { case plain, bullet, numbered, codeBlock }
}
