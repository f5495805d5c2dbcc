public import LoraExperiment
public import LoraStore

/// A run that has become a commit.
public struct RunOutcome {
  public let landed: LandedRun
  public let subject: String
  public let stop: StopCause?
  public let copy: CopyOutcome
  /// Whether the branch began with this run.
  public let isFirst: Bool
  /// Where files of the trainer are that nobody asked to record; nil when there are none.
  public let leftFolder: String?
  /// What could not be tidied up after the commit.
  public let warnings: [String]

  public var state: RunState { landed.record.state }
}
