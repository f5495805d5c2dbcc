/// `GET /v2/task/{id}/comment` and `GET /v2/comment/{id}/reply`.
struct CommentsAnswer: Decodable {
  private let comments: [CommentAnswer]

  init(from decoder: any Decoder) throws {
    comments = try decoder.members().decode([CommentAnswer].self, forKey: "comments")
  }

  /// - Parameter parent: the comment that all of them reply to; nil: they stand for themselves.
  func value(repliesTo parent: CommentID? = nil) -> [TaskComment] {
    comments.map { $0.comment(repliesTo: parent) }
  }
}

private struct CommentAnswer: Decodable {
  private let id: CommentID
  private let text: String
  private let date, replyCount: Int
  private let user: ClickUpUser?
  private let assignee: Int?
  private let isResolved: Bool

  init(from decoder: any Decoder) throws {
    let comment = try decoder.members()
    let blocks = comment.readable("comment", of: BlockAnswer.self).map(\.text).joined()
    let text = comment.text("comment_text") ?? blocks
    id = CommentID(try comment.needed("id"))
    self.text = text.hasSuffix("\n") ? String(text.dropLast()) : text
    date = comment.whole("date") ?? 0
    replyCount = comment.whole("reply_count") ?? 0
    user = comment.part("user", as: UserAnswer.self)?.value
    assignee = comment.part("assignee", as: UserAnswer.self)?.value.id
    isResolved = comment.flag("resolved")
  }

  func comment(repliesTo parent: CommentID?) -> TaskComment {
    TaskComment(
      id: id, text: text, date: date, user: user, assignee: assignee, isResolved: isResolved,
      replyCount: replyCount, parent: parent)
  }
}

private struct BlockAnswer: Decodable {
  let text: String

  init(from decoder: any Decoder) throws { text = try decoder.members().text("text") ?? "" }
}

/// The answer to a new comment.
struct PostedCommentAnswer: Decodable {
  let value: PostedComment

  init(from decoder: any Decoder) throws {
    let comment = try decoder.members()
    value = PostedComment(
      id: CommentID(try comment.needed("id")), date: comment.whole("date") ?? 0)
  }
}
