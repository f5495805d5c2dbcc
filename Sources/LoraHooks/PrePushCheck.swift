import LoraConfig
public import LoraGit
import LoraNames
import LoraYAML

/// Checks the configs and the `.lorarc` that a push would bring to a remote: syntax and schema, as
/// they stand in the tip tree of each reference, where they differ from what the remote has. What
/// a config names (data, weights) is not looked for.
///
/// Of a run commit its own config alone is checked, since the rest of its tree is a source tree
/// that belongs to another reference.
public final class PrePushCheck {
  static let settingsFile = ".lorarc"

  private let repository: Repository
  private let trees: TreeComparison
  private var verdicts: [Question: [Diagnostic]] = [:]
  private var settings: [ObjectID?: TeamSettings] = [:]
  private let remote: RemoteTrees
  /// The last new tip without problems, and its patterns: the next new one is likely to differ from
  /// it in few files. Never used where the remote has the reference, which is compared with that.
  private var clean: (tree: ObjectID, configs: [ByteName])?

  /// - Parameter remote: the remote's name, as Git hands it to the hook; its address when it has
  ///   no name.
  public init(_ repository: Repository, remote: String) {
    self.repository = repository
    self.remote = RemoteTrees(repository, remote: remote)
    trees = TreeComparison(repository)
  }

  /// One finding a file, whatever the number of references that hold it; empty when all is well.
  /// Deleted references and tags of anything but commits have nothing to check.
  public func findings(for refs: [PushedRef]) throws(GitError) -> [PushFinding] {
    var findings: [TreeComparison.File: PushFinding] = [:]
    for ref in refs {
      guard let local = ref.local, let tip = try? repository.resolve(local.hex) else { continue }
      let commit = try repository.commit(tip)
      for (file, diagnostics) in try problems(of: commit, known: remote.tree(under: ref)) {
        findings[
          file,
          default: PushFinding(
            path: file.path, commit: tip, references: [], diagnostics: diagnostics)
        ].references.append(ref.remoteName)
      }
    }
    return findings.values.sorted {
      (ByteName($0.path), $0.commit) < (ByteName($1.path), $1.commit)
    }
  }

  private typealias Problems = [(file: TreeComparison.File, diagnostics: [Diagnostic])]

  /// - Parameter known: the tree that the remote has under this reference.
  private func problems(of tip: Commit, known: ObjectID?) throws(GitError) -> Problems {
    let found =
      if let run = RunCommit(tip) { try problems(of: run, tip) } else {
        try problems(ofSource: tip, known: known)
      }
    guard !found.isEmpty else { return [] }
    let bases = if let known { Set([known]) } else { try remote.all(behind: tip.id) }
    var new: Problems = []
    for problem in found where try !trees.isHeld(problem.file, by: bases) { new.append(problem) }
    return new
  }

  private func problems(ofSource tip: Commit, known: ObjectID?) throws(GitError) -> Problems {
    let settings = try teamSettings(in: tip.tree)
    let patterns = ConfigPatterns(settings.configs)
    let configs = patterns.texts.map { ByteName($0) }
    let similar = clean?.configs == configs ? clean?.tree : nil
    let bases = Set((known.map { [$0] } ?? [remote.main, similar]).compactMap { $0 })
    var problems: Problems = []
    for file in try trees.changed(tip.tree, from: bases, matching: patterns) {
      let diagnostics = try verdict(on: file, settings.dialect)
      if !diagnostics.isEmpty { problems.append((file, diagnostics)) }
    }
    if known == nil, problems.isEmpty { clean = (tip.tree, configs) }
    return problems
  }

  private func problems(of run: RunCommit, _ commit: Commit) throws(GitError) -> Problems {
    let path = run.configPath
    guard let entry = try repository.entry(at: path, in: commit.tree) else { return [] }
    let file = TreeComparison.File(path: path, blob: entry.id)
    let dialect = TeamSettings.dialect(of: run.trainer)
    guard try verdict(on: file, dialect).hasErrors else { return [] }
    let overrides = run.overrides(in: commit.tree, of: repository)
    let bytes = try repository.blob(entry.id)
    let diagnostics = RunConfig.parse(
      bytes: bytes, file: path, overrides: overrides, dialect: dialect
    ).diagnostics
    return diagnostics.isEmpty ? [] : [(file, diagnostics)]
  }

  private struct Question: Hashable {
    let file: TreeComparison.File
    let dialect: ConfigDialect
  }

  private func verdict(
    on file: TreeComparison.File, _ dialect: ConfigDialect
  ) throws(GitError) -> [Diagnostic] {
    let question = Question(file: file, dialect: dialect)
    if let known = verdicts[question] { return known }
    if let fault = file.fault { return [fault.diagnostic(of: file.path)] }
    let bytes = try repository.blob(file.blob)
    let diagnostics =
      file.path == Self.settingsFile
      ? TeamSettings.parse(bytes: bytes, file: file.path).diagnostics
      : RunConfig.parse(bytes: bytes, file: file.path, dialect: dialect).diagnostics
    verdicts[question] = diagnostics
    return diagnostics
  }

  /// The settings of the tree's own `.lorarc`; the defaults when it has none or a broken one.
  private func teamSettings(in tree: ObjectID) throws(GitError) -> TeamSettings {
    let file = try trees.file(at: Self.settingsFile, in: tree)
    let blob = file?.fault == nil ? file?.blob : nil
    if let known = settings[blob] { return known }
    let bytes = if let blob { try repository.blob(blob) } else { [UInt8]() }
    let parsed = TeamSettings.parse(bytes: bytes).settings ?? .standard
    settings[blob] = parsed
    return parsed
  }
}

extension TreeComparison.File.Fault {
  fileprivate func diagnostic(of path: String) -> Diagnostic {
    switch self {
    case .nameIsNotText:
      Diagnostic(file: path, message: "its name is not UTF-8", hint: "rename it")
    case .leadsNowhere(let target):
      Diagnostic(
        file: path,
        message: "it is a symbolic link to '\(target)', which is no file of this commit",
        hint: "commit what it leads to as well, or remove the link")
    case .leadsOutside(let target):
      Diagnostic(
        .warning, file: path,
        message: "it is a symbolic link to '\(target)', outside the repository: not checked",
        hint: "commit the file itself, so that others have it")
    }
  }
}
