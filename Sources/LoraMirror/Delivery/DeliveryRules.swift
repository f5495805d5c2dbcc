public import LoraClickUp
public import LoraConfig

/// What a delivery asks of the repository.
public struct DeliveryRules {
  /// The lists whose tasks runs may write on; empty: any. A task that was named while ClickUp could
  /// not be asked is held against them before anything is sent to it.
  public var lists: [String]
  /// Which status stands for what; nil: as each change itself says.
  public var statuses: ClickUpSettings.Statuses?
  /// The field that names a task's current run, as `.lorarc` calls it; nil when it names none.
  public var versionField: String?
  /// Whether others can resolve the run's commit and get its files. May use the network.
  public var publication: (LandedVersion) -> RunWhereabouts
  /// The run that a commit's 40 digits name; nil when none is known by them.
  public var lookUp: (String) -> VersionDecision.Run?
  /// Whether some run that is known here would have written that value of a mapped field.
  public var isOfSomeRun: (FieldValue, CustomField, FieldWrite) -> Bool

  public init(
    lists: [String] = [], statuses: ClickUpSettings.Statuses? = nil, versionField: String? = nil,
    publication: @escaping (LandedVersion) -> RunWhereabouts,
    lookUp: @escaping (String) -> VersionDecision.Run?,
    isOfSomeRun: @escaping (FieldValue, CustomField, FieldWrite) -> Bool
  ) {
    self.lists = lists
    self.statuses = statuses
    self.versionField = versionField
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
