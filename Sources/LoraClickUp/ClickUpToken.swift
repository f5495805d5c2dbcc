/// The secret that speaks for a person. It never shows itself: not described, not mirrored, not
/// encoded.
public struct ClickUpToken: Sendable, Equatable {
  private let secret: String

  /// Nil when `text` cannot be a token: empty, or not one word of visible ASCII.
  public init?(_ text: String) {
    var word = Substring(text)
    while word.first?.isWhitespace == true { word.removeFirst() }
    while word.last?.isWhitespace == true { word.removeLast() }
    guard !word.isEmpty, word.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    secret = String(word)
  }

  /// Whether it opens a sandbox only; the sandbox makes such tokens itself.
  public var isOfSandbox: Bool { secret.hasPrefix("pk_sandbox_") }

  /// A personal token goes without a scheme word, one of an application with it.
  var authorization: String { secret.hasPrefix("pk_") ? secret : "Bearer \(secret)" }

  /// What tells one token from another without telling the token.
  var fingerprintSource: String { "git-lora rate limit of \(secret)" }

  /// `text` with the token taken out, wherever it stands.
  public func redacted(from text: String) -> String {
    text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "(redacted)")
  }
}

extension ClickUpToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "(redacted)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
