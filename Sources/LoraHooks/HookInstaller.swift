public import LoraGit

/// Puts the git-lora block into the `pre-push` hook, beside whatever is there.
///
/// Files of this clone alone are edited; files that the team shares (a hook in the working tree,
/// `.pre-commit-config.yaml`) only with `writeTracked`, else the lines to add are returned; files
/// that other repositories share never.
public struct HookInstaller: Sendable {
  let git: GitEnvironment

  public init(git: GitEnvironment) { self.git = git }

  /// Reads one or two files and starts no process: cheap enough for every command to ask.
  public func status() throws(HookError) -> HookStatus {
    let hook = try HookFile(in: git)
    return HookStatus(location: hook.location, state: hook.state)
  }

  /// Installs or upgrades the block. Doing it twice changes nothing.
  public func install(
    writeTracked: Bool = false, dryRun: Bool = false
  ) throws(HookError) -> SetupReport {
    let plan = try planInstall(writeTracked: writeTracked)
    return try SetupReport(applying: plan, dryRun: dryRun, git: git, notes: Self.notes(plan))
  }

  /// What `git lfs install` will say, for a person to know before it happens.
  public static let gitLFSNote = """
    'git lfs install' and 'git lfs update' will say "Hook already exists: pre-push" from now on: \
    uploads keep working, nothing is to be done. 'git lfs update --force' replaces the hook and \
    removes the git-lora block: run 'git lora hooks install' after it.
    """

  func planInstall(writeTracked: Bool) throws(HookError) -> [PlannedAction] {
    let hook = try planInstall(HookFile(in: git), writeTracked: writeTracked)
    let entry = try PreCommitEntry(git: git)?.planInstall(writeTracked: writeTracked)
    return [hook, entry].compactMap { $0 }
  }

  /// What to say after a plan of `planInstall`.
  static func notes(_ plan: [PlannedAction]) -> [String] {
    plan.first?.edit == nil ? [] : [gitLFSNote]
  }
}

extension HookInstaller {
  private func planInstall(
    _ hook: HookFile, writeTracked: Bool
  ) throws(HookError) -> PlannedAction {
    let subject = hook.location.shownPath
    switch hook.state {
    case .installed, .calledByHand, .newer:
      let words = HookStatus(location: hook.location, state: hook.state).words
      return PlannedAction(SetupAction(.unchanged, subject, words))
    case .unterminated(let line):
      throw .unterminatedBlock(path: hook.location.path, line: line)
    case .notExecutable:
      return PlannedAction(SetupAction(.skipped, subject, HookAdvice.notExecutable))
    case .foreign(let interpreter):
      return PlannedAction(
        SetupAction(.skipped, subject, HookAdvice.foreign(interpreter), lines: [HookAdvice.call]))
    case .missing, .outdated:
      return try planWrite(hook, writeTracked: writeTracked)
    }
  }

  private func planWrite(
    _ hook: HookFile, writeTracked: Bool
  ) throws(HookError) -> PlannedAction {
    let location = hook.location
    let elsewhere = hook.uploadsLFSElsewhere
    if let stranger = try stranger(to: location, writeTracked: writeTracked) {
      let uploads = !(elsewhere || hook.script.uploadsLFS)
      let text = hook.file == nil ? HookBlock.script : HookBlock.text(uploadsLFS: uploads)
      let lines = text.split(separator: "\n").map(String.init)
      return PlannedAction(
        SetupAction(.skipped, location.shownPath, stranger.adviceToAdd, lines: lines))
    }
    guard hook.file != nil else {
      let bytes = Array(HookBlock.script.utf8)
      return PlannedAction(
        SetupAction(.created, location.shownPath),
        .write(path: location.path, bytes: bytes, isProgram: true))
    }
    let bytes = hook.script.inserting(uploadsLFSElsewhere: elsewhere).bytes
    return PlannedAction(
      SetupAction(.updated, location.shownPath, "the git-lora block stands before what was there"),
      .write(path: location.path, bytes: bytes))
  }
}
