/// What a delivery asks of the repository.
public struct DeliveryRules {
  /// Whether others can resolve the run's commit and get its files. May use the network.
  public var publication: (LandedVersion) -> Publication
  /// When the run that a full hash names ended, as its record says; nil when no run is known by it.
  public var endOfRun: (String) -> String?

  public init(
    publication: @escaping (LandedVersion) -> Publication,
    endOfRun: @escaping (String) -> String?
  ) {
    self.publication = publication
    self.endOfRun = endOfRun
  }
}

public enum Publication: Sendable, Equatable {
  /// Nil when the remote has no web page: the adapter is then found on the task itself.
  case published(link: String?)
  /// What it waits for, in words.
  case waiting(String)
}
