/// Why the sandbox cannot start or go on.
public struct SandboxError: Error, CustomStringConvertible {
  public enum Kind: Sendable {
    /// The arguments are wrong.
    case usage
    /// A file that it was given does not say what it should.
    case badData
    /// Something else holds the port or the state folder, or the machine refuses.
    case inTheWay
  }

  public let kind: Kind
  public let description: String
  public let hint: String?

  init(_ kind: Kind, _ description: String, hint: String? = nil) {
    self.kind = kind
    self.description = description
    self.hint = hint
  }
}
