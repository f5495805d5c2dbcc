/// Who speaks in a conversation.
public enum ChatRole: String, Sendable, Equatable {
  case system, user, assistant
}

/// One message of a conversation.
public struct ChatTurn: Sendable, Equatable {
  public let role: ChatRole
  public let text: String

  public init(_ role: ChatRole, _ text: String) {
    self.role = role
    self.text = text
  }
}

/// A conversation as the model reads it.
public struct RenderedChat: Sendable, Equatable {
  public internal(set) var text = ""
  /// For each assistant turn the bytes of `text` that are trained: its words and its end token.
  public internal(set) var answers: [Range<Int>] = []

  /// Appends an answer that is trained up to the end of `ending`.
  mutating func append(answer: String, ending: String) {
    let start = text.utf8.count
    text += answer + ending
    answers.append(start..<text.utf8.count)
  }
}
