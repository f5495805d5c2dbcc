import LoraReport

/// Makes a log fit for people who may see the task but not the machine: no secrets, no home
/// folders, no escape sequences.
///
/// It knows the shapes of common tokens, and the values of secrets that the run's environment held.
/// A secret of unknown shape and origin it cannot know.
public struct LogRedactor: Sendable {
  private let values: SecretValues
  private let homes: HomePaths

  /// - Parameter environment: of the process whose log it is.
  public init(environment: [String: String]) {
    values = SecretValues(environment: environment)
    homes = HomePaths(home: environment["HOME"])
  }

  /// The whole log. Redact first and cut then: half a token has no shape.
  public func redact(_ log: String) -> String {
    let text = VisibleText.of(EscapeSequences.removed(from: log))
    var bytes = Array(text.utf8)
    bytes = PrivateKeys.removed(from: bytes)
    bytes = values.removed(from: bytes)
    bytes = SecretShapes.removed(from: bytes)
    bytes = homes.shortened(in: bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Only what is certainly a secret is taken out: the rest stays byte for byte, for the record.
  public func withoutValues(_ log: [UInt8]) -> [UInt8] { values.removed(from: log) }

  public func withoutValues(_ text: String) -> String {
    String(decoding: withoutValues(Array(text.utf8)), as: UTF8.self)
  }

  /// The last whole lines of the redacted log, at most `limit` bytes of them.
  public func tail(of log: String, limit: Int) -> String {
    let text = redact(log)
    guard text.utf8.count > limit else { return text }
    let rest = text.utf8.suffix(limit)
    guard let lineEnd = rest.firstIndex(of: 0x0A) else {
      return String(decoding: rest, as: UTF8.self)
    }
    return String(decoding: rest[rest.index(after: lineEnd)...], as: UTF8.self)
  }

  static let mark = Array("[redacted]".utf8)
}
