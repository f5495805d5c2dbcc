import LoraConfig
import LoraGit

/// Finds the files of a tree that none of some other trees holds at the same path.
///
/// Equal subtrees are skipped by their ids, folders no pattern reaches are not entered, and each
/// tree is read once.
final class TreeComparison {
  private let repository: Repository
  private var trees: [ObjectID: [String: TreeEntry]] = [:]

  init(_ repository: Repository) { self.repository = repository }

  /// A file of the tip tree, by content.
  struct File: Hashable {
    let path: String
    let blob: ObjectID
  }

  /// The config files of `tip` that differ from those of every tree in `bases`, by path.
  func changed(
    _ tip: ObjectID, from bases: Set<ObjectID>, matching patterns: ConfigPatterns
  ) throws(GitError) -> [File] {
    guard !bases.contains(tip) else { return [] }
    var found: [File] = []
    try collect(tip, bases, "", patterns, &found)
    return found.sorted { $0.path < $1.path }
  }

  /// Whether one of the trees holds exactly this file.
  func isHeld(_ file: File, by bases: Set<ObjectID>) throws(GitError) -> Bool {
    for base in bases where try repository.entry(at: file.path, in: base)?.id == file.blob {
      return true
    }
    return false
  }

  private func collect(
    _ tree: ObjectID, _ bases: Set<ObjectID>, _ folder: String, _ patterns: ConfigPatterns,
    _ found: inout [File]
  ) throws(GitError) {
    for entry in try entries(of: tree).values {
      let others = try ids(of: entry.name, in: bases)
      guard !others.contains(entry.id) else { continue }
      let path = folder + entry.name
      switch entry.mode {
      case .tree where patterns.reach(below: path):
        try collect(entry.id, others, path + "/", patterns, &found)
      case .file, .executable:
        if patterns.match(path) { found.append(File(path: path, blob: entry.id)) }
      case .tree, .link, .submodule: break
      }
    }
  }

  private func ids(of name: String, in bases: Set<ObjectID>) throws(GitError) -> Set<ObjectID> {
    var ids: Set<ObjectID> = []
    for base in bases {
      if let id = try entries(of: base)[name]?.id { ids.insert(id) }
    }
    return ids
  }

  private func entries(of tree: ObjectID) throws(GitError) -> [String: TreeEntry] {
    if let known = trees[tree] { return known }
    // A file in one tree may be a folder in another: then there is nothing to look into.
    let list = (try? repository.entries(of: tree)) ?? []
    let entries = Dictionary(list.map { ($0.name, $0) }) { first, _ in first }
    trees[tree] = entries
    return entries
  }
}
