import LoraGit

extension HookInstaller {
  /// Takes the block out again; a hook that held nothing else is deleted.
  public func remove(
    writeTracked: Bool = false, dryRun: Bool = false
  ) throws(HookError) -> SetupReport {
    let plan = try planRemove(HookFile(in: git), writeTracked: writeTracked)
    let entry = try PreCommitEntry(git: git)?.planRemove(writeTracked: writeTracked)
    return try SetupReport(
      applying: plan + [entry].compactMap { $0 }, dryRun: dryRun, git: git, notes: [])
  }

  /// A step for each script with a block: the hook, and the one that pre-commit moved aside.
  private func planRemove(
    _ hook: HookFile, writeTracked: Bool
  ) throws(HookError) -> [PlannedAction] {
    var plan: [PlannedAction] = []
    for (suffix, script) in [("", hook.script), (".legacy", hook.legacy)] {
      guard let script, script.block() != .absent else { continue }
      plan.append(
        try planRemove(script, at: hook.location, suffix: suffix, writeTracked: writeTracked))
    }
    guard plan.isEmpty else { return plan }
    let subject = hook.location.shownPath
    return [PlannedAction(SetupAction(.unchanged, subject, "it has no git-lora block"))]
  }

  private func planRemove(
    _ script: HookScript, at location: HookLocation, suffix: String, writeTracked: Bool
  ) throws(HookError) -> PlannedAction {
    let (path, subject) = (location.path + suffix, location.shownPath + suffix)
    if case .unterminated(let line) = script.block() {
      throw .unterminatedBlock(path: path, line: line)
    }
    if let stranger = try stranger(to: location, writeTracked: writeTracked) {
      return PlannedAction(SetupAction(.skipped, subject, stranger.adviceToRemove))
    }
    let rest = script.removing()
    guard !rest.isEmpty else {
      return PlannedAction(SetupAction(.removed, subject), .delete(path: path))
    }
    return PlannedAction(
      SetupAction(.updated, subject, "the git-lora block is taken out"),
      .write(path: path, bytes: rest.bytes))
  }
}
