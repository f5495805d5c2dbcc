public import LoraYAML

/// Why a command could not do its work: what failed, on what, why, and the way out.
public struct RunFailure: Error, Sendable {
  public var kind: Kind
  public var message: String
  public var hint: String?
  /// Problems with a place in a file, each rendered by itself.
  public var diagnostics: [Diagnostic]

  public init(
    _ kind: Kind, _ message: String, hint: String? = nil, diagnostics: [Diagnostic] = []
  ) {
    self.kind = kind
    self.message = message
    self.hint = hint
    self.diagnostics = diagnostics
  }

  /// The classes of trouble; each has one exit code (`ExitCode` in LoraCommands).
  public enum Kind: Sendable {
    /// The arguments make no sense.
    case usage
    /// Training data, base model or adapter cannot be used.
    case badData
    /// A config or `.lorarc` is wrong.
    case badConfig
    /// Somebody else is in the way, or try again later.
    case inTheWay
    /// The training ran and failed; the failure is recorded.
    case trainingFailed
    /// The machine or the repository refused: files, processes, Git.
    case environment
    /// ClickUp cannot be asked, or does not answer.
    case unreached
    /// A bug of git-lora.
    case bug
  }
}
