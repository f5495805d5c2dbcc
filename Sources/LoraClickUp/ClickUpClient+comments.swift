extension ClickUpClient {
  public func comments(of id: TaskID, before cursor: CommentCursor?) throws(ClickUpError)
    -> [TaskComment]
  {
    try connection.ask(
      APICall(.get, task: id, ["comment"], query: cursor.query), CommentsAnswer.self
    ).value()
  }

  public func replies(to id: CommentID, before cursor: CommentCursor?) throws(ClickUpError)
    -> [TaskComment]
  {
    try connection.ask(
      APICall(.get, ["comment", id.text, "reply"], query: cursor.query), CommentsAnswer.self
    ).value(repliesTo: id)
  }

  public func postComment(_ body: CommentBody, notifyAll: Bool, on id: TaskID) throws(ClickUpError)
    -> PostedComment
  {
    let members = body.members.merging(["notify_all": .flag(notifyAll)]) { $1 }
    return try connection.ask(
      APICall(.post, task: id, ["comment"], json: .object(members), repeatable: false),
      PostedCommentAnswer.self
    ).value
  }

  public func updateComment(_ id: CommentID, text: String, assignee: Int?, resolved: Bool)
    throws(ClickUpError)
  {
    let json: JSON = [
      "comment_text": .text(text), "assignee": assignee.map { .whole($0) } ?? .null,
      "resolved": .flag(resolved),
    ]
    try connection.tell(APICall(.put, ["comment", id.text], json: json))
  }

  public func deleteComment(_ id: CommentID) throws(ClickUpError) {
    try connection.tell(APICall(.delete, ["comment", id.text]))
  }
}

extension CommentCursor? {
  fileprivate var query: [(String, String)] {
    map { [("start", "\($0.date)"), ("start_id", $0.id.text)] } ?? []
  }
}

extension CommentBody {
  /// Never both: ClickUp would show the text twice.
  var members: [String: JSON] {
    switch self {
    case .text(let text): ["comment_text": .text(text)]
    case .blocks(let blocks): ["comment": .list(blocks.map(\.json))]
    }
  }
}

extension CommentBlock {
  var json: JSON {
    switch self {
    case .text(let text, let style): ["text": .text(text), "attributes": .object(style.attributes)]
    case .link(let text, let address):
      ["text": .text(text), "attributes": ["link": .text(address)]]
    case .mention(let id): ["type": "tag", "user": ["id": .whole(id)]]
    case .lineEnd(let line): ["text": "\n", "attributes": .object(line.attributes)]
    }
  }
}

extension CommentBlock.Style {
  fileprivate var attributes: [String: JSON] {
    switch self {
    case .plain: [:]
    case .bold: ["bold": true]
    case .italic: ["italic": true]
    case .code: ["code": true]
    }
  }
}

extension CommentBlock.Line {
  fileprivate var attributes: [String: JSON] {
    switch self {
    case .plain: [:]
    case .bullet: ["list": ["list": "bullet"]]
    case .numbered: ["list": ["list": "ordered"]]
    case .codeBlock: ["code-block": ["code-block": "plain"]]
    }
  }
}
