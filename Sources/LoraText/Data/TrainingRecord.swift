import LoraJSON

/// Where a record stands.
public struct DataSource: Sendable, Hashable, CustomStringConvertible {
  public let path: String
  /// One-based.
  public let line: Int

  public init(path: String, line: Int) {
    self.path = path
    self.line = line
  }

  /// `path:line`, safe for a terminal.
  public var description: String { "\(Printable(path, limit: 4096)):\(line)" }
}

/// One checked line of training data.
public struct TrainingRecord: Sendable, Equatable {
  public enum Content: Sendable, Equatable {
    /// Trained as a whole.
    case text(String)
    /// The completion is trained.
    case prompt(String, completion: String)
    /// What the assistant says is trained. Ends with the assistant.
    case conversation([ChatTurn])
    /// An instruction, its input (may be empty) and the trained output.
    case instruction(String, input: String, output: String, system: String?)
    /// Ready for the model; labels are ids or -100, which is not trained.
    case tokens(inputIDs: [Int32], labels: [Int32])
  }

  public let source: DataSource
  public let content: Content

  public init(source: DataSource, content: Content) {
    self.source = source
    self.content = content
  }
}
