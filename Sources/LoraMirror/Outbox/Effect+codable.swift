import LoraClickUp

/// An effect is written as one key that names it: `{"upload": {…}}`.
extension Effect: Codable {
  private enum Name: String, CodingKey {
    case comment, update, upload, status, field, description
    case singleComment = "single_comment"
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    switch container.allKeys.first {
    case .comment: self = .comment(try container.decode(NewComment.self, forKey: .comment))
    case .update: self = .update(try container.decode(Update.self, forKey: .update))
    case .upload: self = .upload(try container.decode(Upload.self, forKey: .upload))
    case .status: self = .status(try container.decode(StatusChange.self, forKey: .status))
    case .field: self = .field(try container.decode(FieldWrite.self, forKey: .field))
    case .description:
      self = .description(try container.decode(DescriptionPart.self, forKey: .description))
    case .singleComment:
      self = .singleComment(try container.decode(EffectKey.self, forKey: .singleComment))
    case nil:
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "an effect of an unknown kind"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    switch self {
    case .comment(let comment): try container.encode(comment, forKey: .comment)
    case .update(let update): try container.encode(update, forKey: .update)
    case .upload(let upload): try container.encode(upload, forKey: .upload)
    case .status(let change): try container.encode(change, forKey: .status)
    case .field(let write): try container.encode(write, forKey: .field)
    case .description(let block): try container.encode(block, forKey: .description)
    case .singleComment(let key): try container.encode(key, forKey: .singleComment)
    }
  }
}

extension NewComment: Codable {
  private enum Name: String, CodingKey {
    case text, blocks
    case notifyAll = "notify_all"
    case mentionsAssignees = "mentions_assignees"
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    notifyAll = try container.decode(Bool.self, forKey: .notifyAll)
    mentionsAssignees = try container.decode(Bool.self, forKey: .mentionsAssignees)
    if let text = try container.decodeIfPresent(String.self, forKey: .text) {
      body = .text(text)
    } else {
      body = .blocks(try container.decode([StoredBlock].self, forKey: .blocks).map(\.block))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    try container.encode(notifyAll, forKey: .notifyAll)
    try container.encode(mentionsAssignees, forKey: .mentionsAssignees)
    switch body {
    case .text(let text): try container.encode(text, forKey: .text)
    case .blocks(let blocks): try container.encode(blocks.map(StoredBlock.init), forKey: .blocks)
    }
  }
}

/// A comment's block with the names that the outbox's files use.
private struct StoredBlock: Codable {
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

extension RunValue: Codable {
  private enum Name: String, CodingKey { case text, number, flag, seconds, date, words }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    switch container.allKeys.first(where: { $0 != .words }) {
    case .text: self = .text(try container.decode(String.self, forKey: .text))
    case .number: self = .number(try container.decode(Double.self, forKey: .number))
    case .flag: self = .flag(try container.decode(Bool.self, forKey: .flag))
    case .seconds: self = .duration(try container.decode(Double.self, forKey: .seconds))
    case .date:
      self = .date(
        try container.decode(Int.self, forKey: .date),
        try container.decode(String.self, forKey: .words))
    case .words, nil:
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "a value of an unknown kind"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    switch self {
    case .text(let text): try container.encode(text, forKey: .text)
    case .number(let number): try container.encode(number, forKey: .number)
    case .flag(let flag): try container.encode(flag, forKey: .flag)
    case .duration(let seconds): try container.encode(seconds, forKey: .seconds)
    case .date(let time, let words):
      try container.encode(time, forKey: .date)
      try container.encode(words, forKey: .words)
    }
  }
}
