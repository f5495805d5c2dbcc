import LoraGit

/// What was done, or with `dryRun` what would be, and what a person should know afterwards.
public struct SetupReport: Sendable, Equatable {
  public var actions: [SetupAction]
  public var notes: [String]

  /// Whether anything was, or would be, written.
  public var changesAnything: Bool {
    actions.contains { [.created, .updated, .removed].contains($0.verb) }
  }
}

extension SetupReport {
  /// Carries out a plan, or with `dryRun` only tells it.
  init(
    applying plan: [PlannedAction], dryRun: Bool, git: GitEnvironment, notes: [String]
  ) throws(HookError) {
    if !dryRun {
      for step in plan { try step.edit?.apply(git) }
    }
    self.init(actions: plan.map(\.action), notes: notes)
  }
}
