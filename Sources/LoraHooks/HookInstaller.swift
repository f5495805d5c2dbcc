import Glibc
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

  /// Takes the block out again; a hook that held nothing else is deleted.
  public func remove(
    writeTracked: Bool = false, dryRun: Bool = false
  ) throws(HookError) -> SetupReport {
    let hook = try HookFile(in: git)
    let plan = [
      try planRemove(hook, writeTracked: writeTracked),
      try PreCommitEntry(git: git)?.planRemove(writeTracked: writeTracked),
    ].compactMap { $0 }
    return try SetupReport(applying: plan, dryRun: dryRun, git: git, notes: [])
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
    if let reason = try reasonNotToWrite(location, writeTracked: writeTracked) {
      let uploads = !(elsewhere || hook.script.uploadsLFS)
      let lines = HookBlock.text(uploadsLFS: uploads).split(separator: "\n").map(String.init)
      return PlannedAction(SetupAction(.skipped, location.shownPath, reason, lines: lines))
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

  private func planRemove(
    _ hook: HookFile, writeTracked: Bool
  ) throws(HookError) -> PlannedAction {
    let location = hook.location
    let block = hook.script.block()
    if case .unterminated(let line) = block {
      throw .unterminatedBlock(path: location.path, line: line)
    }
    guard hook.file != nil, block != .absent else {
      return PlannedAction(SetupAction(.unchanged, location.shownPath, "it has no git-lora block"))
    }
    if let reason = try reasonNotToWrite(location, writeTracked: writeTracked) {
      return PlannedAction(SetupAction(.skipped, location.shownPath, reason))
    }
    let rest = hook.script.removing()
    return rest.isEmpty
      ? PlannedAction(SetupAction(.removed, location.shownPath), .delete(path: location.path))
      : PlannedAction(
        SetupAction(.updated, location.shownPath, "the git-lora block is taken out"),
        .write(path: location.path, bytes: rest.bytes))
  }

  /// Why the file is not this program's to write; nil when it is.
  private func reasonNotToWrite(
    _ location: HookLocation, writeTracked: Bool
  ) throws(HookError) -> String? {
    switch location.owner {
    case .clone: return nil
    case .outside: return HookAdvice.outside
    case .workingTree(let path):
      if writeTracked { return nil }
      let isIgnored = try HookError.wrapping { () throws(GitError) in try git.ignores(path) }
      return isIgnored ? nil : HookAdvice.tracked
    }
  }
}

extension HookLocation {
  /// As a person knows it: below the top of the working tree where it lies there.
  public var shownPath: String {
    if case .workingTree(let relative) = owner { return relative }
    return path
  }
}
