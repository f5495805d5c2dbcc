/// Who speaks in a conversation.
public enum ChatRole: String, Sendable, Equatable {
  case system, user, assistant
}

/// One message of a conversation.
public struct ChatTurn: Sendable, Equatable {
  public let role: ChatRole
  public let text: String
  /// Whether it is learned, should it be an answer; what others say never is.
  public let isTrained: Bool

  public init(_ role: ChatRole, _ text: String, isTrained: Bool = true) {
    self.role = role
    self.text = text
    self.isTrained = isTrained
  }
}

/// A conversation as the model reads it.
public struct RenderedChat: Sendable, Equatable {
  public internal(set) var text = ""
  /// For each answer that is learned the bytes of `text` that are trained: its words and its end token.
  public internal(set) var answers: [Range<Int>] = []
  /// The bytes of answers that must not be learned, whatever else is.
  public internal(set) var masked: [Range<Int>] = []

  /// Appends an answer, which is trained, if it is to be learned, up to the end of `ending`.
  mutating func append(answer: String, ending: String, isTrained: Bool) {
    let start = text.utf8.count
    text += answer + ending
    let range = start..<text.utf8.count
    if isTrained { answers.append(range) } else { masked.append(range) }
  }
}
