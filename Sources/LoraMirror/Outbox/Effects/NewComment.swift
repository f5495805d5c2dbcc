public import LoraClickUp

/// Unsigned: the line that names its key is added when it is sent.
public struct NewComment: Sendable, Equatable {
  public let body: CommentBody
  public let notifyAll: Bool
  /// Begins with the people that the task is assigned to when it is sent.
  public let mentionsAssignees: Bool

  public init(_ body: CommentBody, notifyAll: Bool = false, mentionsAssignees: Bool = false) {
    self.body = body
    self.notifyAll = notifyAll
    self.mentionsAssignees = mentionsAssignees
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
