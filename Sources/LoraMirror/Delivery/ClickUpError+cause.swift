import LoraClickUp
import LoraHTTP

extension ClickUpError {
  /// Why, in words for a person.
  var cause: String {
    switch kind {
    case .badToken(let refusal): "the token is not accepted: \(refusal.words)"
    case .notFound(let refusal): "not there, or not visible to this token: \(refusal.words)"
    case .planLimit(let refusal): "the plan does not allow it: \(refusal.words)"
    case .storageFull(let refusal): "the workspace's storage is full: \(refusal.words)"
    case .rateLimited: "too many calls a minute"
    case .unavailable(let refusal): "ClickUp is not available: \(refusal.words)"
    case .refused(let refusal): "refused: \(refusal.words)"
    case .unreadable(let words): "an answer that cannot be understood: \(words)"
    case .transport(let error): "\(error.kind)"
    case .tokenWithheld(let words): words
    }
  }

  /// Whether there was not even a connection.
  var neverLeft: Bool {
    if case .transport(let error) = kind { error.sent == .nothing } else { false }
  }
}

extension ClickUpError.Refusal {
  fileprivate var words: String {
    [message, code ?? "", "\(status)"].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
