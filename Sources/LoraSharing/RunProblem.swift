public import LoraGit

/// Something wrong with a stored run.
public struct RunProblem: Sendable, Equatable {
  /// The run as people call it.
  public let run: String
  public let commit: ObjectID
  /// The file below the top of the run's tree; nil when the commit itself is concerned.
  public let file: String?
  public let cause: String
  public let hint: String
}
