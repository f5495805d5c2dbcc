import Glibc
import LoraConfig
import LoraFiles
public import LoraGit

/// Prepares a repository for runs: `.lorarc`, the ignored output root, the `lora` diff driver with
/// the files it shows, and the hooks. Nothing is overwritten, and doing it twice changes nothing.
public struct Initialiser: Sendable {
  private let git: GitEnvironment

  public init(git: GitEnvironment) { self.git = git }

  /// Everything is planned before the first write; with `dryRun` nothing is written.
  public func run(
    writeTracked: Bool = false, dryRun: Bool = false
  ) throws(HookError) -> SetupReport {
    let top = try HookError.wrapping { () throws(GitError) in try git.topLevel }
    let (settings, file) = try planSettings(top)
    var plan = [file]
    plan.append(try planIgnore(settings, top))
    plan.append(planDiffDriver())
    plan.append(try planAttributes())
    let hooks = try HookInstaller(git: git).planInstall(writeTracked: writeTracked)
    return try SetupReport(
      applying: plan + hooks, dryRun: dryRun, git: git, notes: HookInstaller.notes(hooks))
  }

  /// The step for `.lorarc`, and the settings that hold; nil when the file there has errors.
  private func planSettings(_ top: String) throws(HookError) -> (TeamSettings?, PlannedAction) {
    let name = PrePushCheck.settingsFile
    guard let file = try HookError.onDisk(WholeFile(ifThere: "\(top)/\(name)")) else {
      let bytes = Array(TeamSettings.commentedText().utf8)
      let action = SetupAction(.created, name, "every key is there as a comment")
      let settings = TeamSettings.parse(bytes: bytes).settings
      return (settings, PlannedAction(action, .write(path: "\(top)/\(name)", bytes: bytes)))
    }
    let settings = TeamSettings.parse(bytes: file.bytes).settings
    let reason = settings == nil ? "it has errors: git lora validate \(name)" : nil
    return (settings, PlannedAction(SetupAction(.unchanged, name, reason)))
  }

  private func planIgnore(
    _ settings: TeamSettings?, _ top: String
  ) throws(HookError) -> PlannedAction {
    guard let settings else {
      let reason = "\(PrePushCheck.settingsFile) has errors, so the output root is not known"
      return PlannedAction(SetupAction(.skipped, IgnoreFile.name, reason))
    }
    let root = IgnoreFile.Root(settings.output, below: top)
    guard let root else {
      let reason = "the output root '\(settings.output)' is no folder of this repository"
      return PlannedAction(SetupAction(.unchanged, IgnoreFile.name, reason))
    }
    let isIgnored = try HookError.wrapping { () throws(GitError) in try git.ignores(root.probe) }
    guard !isIgnored else {
      return PlannedAction(SetupAction(.unchanged, IgnoreFile.name, "it ignores '\(root.path)'"))
    }
    let path = "\(top)/\(IgnoreFile.name)"
    let file = try HookError.onDisk(WholeFile(ifThere: path))
    let bytes = IgnoreFile.appending(root.line, to: file?.bytes ?? [])
    return PlannedAction(
      SetupAction(file == nil ? .created : .updated, IgnoreFile.name, "it ignores '\(root.line)'"),
      .write(path: path, bytes: bytes))
  }

  /// `git diff` shows an adapter's weights as text. The text is not cached
  /// (`diff.lora.cachetextconv`): it says less while the LFS object is not there, and the cache
  /// would keep that for ever.
  private func planDiffDriver() -> PlannedAction {
    let key = "diff.lora.textconv"
    switch git.settings[key] {
    case Self.textconv: return PlannedAction(SetupAction(.unchanged, key))
    case let other?: return PlannedAction(SetupAction(.skipped, key, "it is set to '\(other)'"))
    case nil:
      return PlannedAction(
        SetupAction(.created, key, "in this repository's settings: git-lora textconv"),
        .git(["config", "--local", key, Self.textconv]))
    }
  }

  /// Git ends a whole `git log -p` when the program of a driver fails: without git-lora, files are
  /// shown as they are.
  private static let textconv =
    "f() { command -v git-lora >/dev/null && exec git-lora textconv \"$1\"; cat \"$1\"; }; f"

  /// Runs bring a `.gitattributes` of their own, which Git reads only where it is checked out.
  private func planAttributes() throws(HookError) -> PlannedAction {
    let name = AttributesFile.name
    let path = "\(git.paths.commonDirectory)/\(name)"
    let file = try HookError.onDisk(WholeFile(ifThere: path))
    var bytes = file?.bytes ?? []
    var others: [String] = []
    var isChanged = false
    for pattern in AttributesFile.patterns {
      switch AttributesFile.standing(of: pattern, in: bytes) {
      case .ours: continue
      case .other(let line): others.append(line)
      case .unset:
        bytes = IgnoreFile.appending("\(pattern) \(AttributesFile.driver)", to: bytes)
        isChanged = true
      }
    }
    let kept = others.isEmpty ? nil : "it says '\(others.joined(separator: "', '"))'"
    guard isChanged else {
      return PlannedAction(SetupAction(kept == nil ? .unchanged : .skipped, name, kept))
    }
    let reason = kept ?? "git show prints adapters and metrics readably, in this clone"
    return PlannedAction(
      SetupAction(file == nil ? .created : .updated, name, reason),
      .write(path: path, bytes: bytes))
  }
}
