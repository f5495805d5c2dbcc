import LoraJSON
public import LoraWeights

/// Why an adapter folder cannot be read or written.
public enum AdapterError: Error, Sendable, Equatable, CustomStringConvertible {
  case weights(WeightsError)
  /// A file of the folder says something impossible.
  case malformed(path: String, reason: String)
  /// A kind of adapter that is read elsewhere but not here.
  case unsupported(path: String, reason: String)
  /// A sound adapter for another model or another rank.
  case doesNotFit(path: String, reason: String)

  /// Safe for a terminal.
  public var description: String {
    switch self {
    case .weights(let error): error.description
    case .malformed(let path, let reason), .doesNotFit(let path, let reason):
      Self.words(path, reason)
    case .unsupported(let path, let reason): Self.words(path, "not yet in lora-train: " + reason)
    }
  }

  private static func words(_ path: String, _ reason: String) -> String {
    "\(Printable(path, limit: Printable.pathLimit)): "
      + "\(Printable(reason, limit: Printable.messageLimit))"
  }
}
