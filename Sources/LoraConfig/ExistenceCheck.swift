import LoraExperiment
import LoraNames
public import LoraYAML

/// Whether the files and folders that a config names are there, are what they should be, and will
/// not be overwritten. Reads headers and first bytes, never whole files.
public struct ExistenceCheck {
  /// Top of the working tree, absolute.
  let root: String
  /// `.git` and, in a linked worktree, the common Git directory; absolute.
  let gitFolders: [String]
  /// Whether `lora-train` will read the files; what another trainer can read is its own affair.
  let isBuiltIn: Bool
  /// Whether a file below the output folder, named by its absolute path, is one that an earlier
  /// run recorded, unchanged.
  let isRecorded: (String) -> Bool

  public init(
    root: String, gitFolders: [String], isBuiltIn: Bool, isRecorded: @escaping (String) -> Bool
  ) {
    self.root = RealPath.of(root)
    self.gitFolders = gitFolders.map(RealPath.of)
    self.isBuiltIn = isBuiltIn
    self.isRecorded = isRecorded
  }

  /// Everything wrong, in the file's order.
  ///
  /// - Parameter folder: the run's folder when the config has no `output_dir`, relative to the root.
  public func problems(of config: RunConfig, folder: String) -> [Diagnostic] {
    var found = dataProblems(config) + baseProblems(config) + startProblems(config)
    // In another trainer's file such a value may be a name of its own (a data set, a model on a hub).
    if config.isForeign { found = found.map(\.asWarning) }
    found += outputProblems(config, folder: folder)
    if isBuiltIn { found += config.notYetInLoraTrain() }
    return found.inFileOrder
  }

  /// Where a path of a config lies.
  func absolute(_ path: String) -> String {
    path.begins(with: "/")
      ? path : ([root] + OutputFolder.normalised(path)).joined(separator: "/")
  }

  /// The problem of a path at which nothing stands.
  func missing(_ path: String, _ key: RunKey, in config: RunConfig) -> Diagnostic {
    if let link = BrokenLink(absolute(path)) {
      return config.diagnostic(
        at: key, "'\(key.rawValue)' names '\(path.shortened)', a symbolic link that \(link.inWords)"
      )
    }
    return config.diagnostic(
      at: key, "'\(key.rawValue)' names '\(path.shortened)', which does not exist",
      hint: nearestName(to: path).map { "did you mean '\($0)'?" }
        ?? (path.begins(with: "/") ? nil : "relative paths start at the top of the working tree"))
  }

  /// The problem of Git LFS pointers among the files of a key.
  func pointers(_ files: [String], _ path: String, _ key: RunKey, in config: RunConfig)
    -> Diagnostic?
  {
    guard let first = files.first else { return nil }
    let shown = first.isEmpty ? path : path + "/" + first
    let count = files.count == 1 ? "" : " (and \(files.count - 1) more)"
    return config.diagnostic(
      at: key,
      "'\(key.rawValue)': '\(shown.shortened)'\(count) is a Git LFS pointer, not the file itself",
      hint: lfsPull(path))
  }

  private func lfsPull(_ path: String) -> String {
    let real = RealPath.of(absolute(path))
    guard let below = real.rest(after: root == "/" ? root : root + "/") else {
      return "download it where it belongs, with git lfs pull"
    }
    return "git lfs pull --include \"\(below)\""
  }

  private func nearestName(to path: String) -> String? {
    var parts = path.parts(at: "/")
    while parts.last == "" { parts.removeLast() }
    guard let last = parts.popLast() else { return nil }
    let parent = parts.isEmpty ? root : absolute(parts.joined(separator: "/") + "/")
    let names = FileTree.entries(of: parent).map(\.name)
    return NearestName.of(last, among: names).map { (parts + [$0]).joined(separator: "/") }
  }
}
