public import LoraClickUp
public import LoraExperiment

/// A landed run and the task that it reports to.
public struct MirroredRun: Sendable, Equatable {
  public let id: RunID
  public let name: String
  /// 40 hexadecimal digits.
  public let commit: String
  public let task: TaskID

  public init(_ id: RunID, named name: String, commit: String, on task: TaskID) {
    self.id = id
    self.name = name
    self.commit = commit
    self.task = task
  }
}
