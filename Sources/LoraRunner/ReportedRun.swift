public import LoraPosting

/// A run that is a commit, and what of it may still be on its way to its task.
public struct ReportedRun {
  public let outcome: RunOutcome
  /// Nil when the run has no task.
  public let mirror: LiveMirror?
}
