public import LoraClickUp

/// What is remembered of a workspace whose plan allows no more writes to custom fields: the free
/// plan counts 60 for ever.
public struct PlanLimit: Sendable, Equatable, Codable {
  public var workspace: String
  /// The run that first could not be written.
  public var commit: String
  public var run: String
  /// Seconds since 1970: when ClickUp last refused.
  public var refused: Double

  public init(workspace: String, commit: String, run: String, refused: Double) {
    self.workspace = workspace
    self.commit = commit
    self.run = run
    self.refused = refused
  }

  /// A refused write costs nothing, and a team may move to another plan.
  private static let patience = 24.0 * 3600

  /// Where values go.
  public enum Route: Sendable, Equatable {
    case fields
    /// Into the comment "Current version".
    case comment
    /// Into the comment; and one field is tried, to see whether the plan has changed.
    case commentAndTrial
  }

  public static func route(_ limit: PlanLimit?, now: Double) -> Route {
    guard let limit else { return .fields }
    // A clock that was set back must not stop the trials.
    return abs(now - limit.refused) < patience ? .comment : .commentAndTrial
  }

  /// What to remember after a field was written, or was refused.
  public static func after(
    _ error: ClickUpError?, of limit: PlanLimit?, workspace: String, commit: String, run: String,
    now: Double
  ) -> PlanLimit? {
    guard let error else { return nil }
    guard case .planLimit = error.kind else { return limit }
    var kept =
      limit ?? PlanLimit(workspace: workspace, commit: commit, run: run, refused: now)
    kept.refused = now
    return kept
  }
}
