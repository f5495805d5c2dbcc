public import LoraGit
public import LoraYAML

/// The problems of one file in a push.
public struct PushFinding: Sendable, Equatable {
  /// Below the top of the tree; also the `file` of each diagnostic.
  public let path: String
  /// A pushed commit whose tree holds the file.
  public let commit: ObjectID
  /// The references, as the remote would name them, that would hold it.
  public internal(set) var references: [String]
  public let diagnostics: [Diagnostic]
}

extension [PushFinding] {
  /// Whether the push is to be refused: warnings alone let it through.
  public var refusePush: Bool { contains { $0.diagnostics.hasErrors } }
}
