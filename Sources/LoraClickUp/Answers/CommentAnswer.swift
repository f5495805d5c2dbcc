/// `GET /v2/task/{id}/comment`.
struct CommentsAnswer: Decodable {
  let value: [TaskComment]

  init(from decoder: any Decoder) throws {
    value = try decoder.members().decode([CommentAnswer].self, forKey: "comments").map(\.value)
  }
}

private struct CommentAnswer: Decodable {
  let value: TaskComment

  init(from decoder: any Decoder) throws {
    let comment = try decoder.members()
    let blocks = comment.readable("comment", of: BlockAnswer.self).map(\.text).joined()
    let text = comment.text("comment_text") ?? blocks
    value = TaskComment(
      id: CommentID(try comment.needed("id")),
      text: text.hasSuffix("\n") ? String(text.dropLast()) : text,
      date: comment.whole("date") ?? 0, user: comment.part("user", as: UserAnswer.self)?.value,
      assignee: comment.part("assignee", as: UserAnswer.self)?.value.id,
      isResolved: comment.flag("resolved"))
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
