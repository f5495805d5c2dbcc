import LoraGit

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

extension PlannedAction.Edit {
  func apply(_ git: GitEnvironment) throws(HookError) {
    switch self {
    case .write(let path, let bytes, let mode): try DiskFile.replace(path, with: bytes, mode: mode)
    case .delete(let path): try DiskFile.delete(path)
    case .git(let arguments): try git.ask(arguments, allowing: [0])
    }
  }
}
