public import LoraClickUp

/// What a delivery asks of the repository.
public struct DeliveryRules {
  /// Whether others can resolve the run's commit and get its files. May use the network.
  public var publication: (LandedVersion) -> RunWhereabouts
  /// The run that a commit's 40 digits name; nil when none is known by them.
  public var lookUp: (String) -> VersionDecision.Run?
  /// Whether some run that is known here would have written that value of a mapped field.
  public var isOfSomeRun: (FieldValue, CustomField, FieldWrite) -> Bool

  public init(
    publication: @escaping (LandedVersion) -> RunWhereabouts,
    lookUp: @escaping (String) -> VersionDecision.Run?,
    isOfSomeRun: @escaping (FieldValue, CustomField, FieldWrite) -> Bool
  ) {
    self.publication = publication
    self.lookUp = lookUp
    self.isOfSomeRun = isOfSomeRun
  }
}

public enum RunWhereabouts: Sendable, Equatable {
  /// Nil when the remote has no web page: the adapter is then found on the task itself.
  case published(link: String?)
  /// What it waits for, in words.
  case waiting(String)
}
