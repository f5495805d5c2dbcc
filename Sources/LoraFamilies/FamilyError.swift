import LoraJSON
public import LoraWeights

/// Why a base model, or a part of it, cannot be used.
public enum FamilyError: Error, Sendable, Equatable, CustomStringConvertible {
  case weights(WeightsError)
  /// A description (`config.json`, GGUF metadata, index) that is broken or lacks something.
  case malformed(path: String, reason: String)
  /// A model that is sound but has something this program does not do.
  case unsupported(path: String, reason: String)
  /// Something that is no model of this kind at all.
  case notAModel(path: String, reason: String)

  /// Safe for a terminal.
  public var description: String {
    switch self {
    case .weights(let error): error.description
    case .malformed(let path, let reason), .unsupported(let path, let reason),
      .notAModel(let path, let reason):
      "\(Printable(path, limit: Printable.pathLimit)): "
        + "\(Printable(reason, limit: Printable.messageLimit))"
    }
  }
}
