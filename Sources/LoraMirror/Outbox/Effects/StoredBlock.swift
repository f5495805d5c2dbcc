import LoraClickUp

/// A comment's block with the names that the outbox's files use.
struct StoredBlock: Codable {
  var text: String?
  var style: String?
  var link: String?
  var mention: Int?
  var line: String?

  private static let styles: [(CommentBlock.Style, String)] = [
    (.plain, "plain"), (.bold, "bold"), (.italic, "italic"), (.code, "code"),
  ]
  private static let lines: [(CommentBlock.Line, String)] = [
    (.plain, "plain"), (.bullet, "bullet"), (.numbered, "numbered"), (.codeBlock, "code-block"),
  ]

  init(_ block: CommentBlock) {
    switch block {
    case .text(let text, let style):
      self.text = text
      self.style = StoredBlock.styles.first { $0.0 == style }?.1
    case .link(let text, let address):
      self.text = text
      link = address
    case .mention(let user): mention = user
    case .lineEnd(let line): self.line = StoredBlock.lines.first { $0.0 == line }?.1
    }
  }

  var block: CommentBlock {
    if let mention { return .mention(userID: mention) }
    if let line { return .lineEnd(StoredBlock.lines.first { $0.1 == line }?.0 ?? .plain) }
    if let link { return .link(text ?? "", to: link) }
    return .text(text ?? "", StoredBlock.styles.first { $0.1 == style }?.0 ?? .plain)
  }
}
