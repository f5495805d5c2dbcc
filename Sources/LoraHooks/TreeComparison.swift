import LoraConfig
import LoraGit
import LoraNames

/// Finds the files of a tree that none of some other trees holds at the same path.
///
/// Equal subtrees are skipped by their ids, folders no pattern reaches are not entered, and each
/// tree is read once. A symbolic link counts as the file that it leads to inside the tree.
final class TreeComparison {
  private let repository: Repository
  private var trees: [ObjectID: NameMap<TreeEntry>] = [:]
  private var links = KnownLinks()

  init(_ repository: Repository) { self.repository = repository }

  /// A file of the tip tree, by content.
  struct File: Hashable {
    private let name: ByteName
    /// Of a link, the file that it leads to; of a fault, what stands at the path.
    let blob: ObjectID
    /// Why it cannot be read.
    let fault: Fault?

    enum Fault: Hashable {
      case nameIsNotText
      /// Where a link leads, as it says: nothing in the tree, or no file.
      case leadsNowhere(String)
      /// The same, where that is no place in the tree.
      case leadsOutside(String)
    }

    init(path: String, blob: ObjectID, fault: Fault? = nil) {
      (name, self.blob, self.fault) = (ByteName(path), blob, fault)
    }

    var path: String { name.text }
  }

  /// The config files of `tip` that differ from those of every tree in `bases`, by path.
  func changed(
    _ tip: ObjectID, from bases: Set<ObjectID>, matching patterns: ConfigPatterns
  ) throws(GitError) -> [File] {
    guard !bases.contains(tip) else { return [] }
    var found: [File] = []
    try collect(tip, bases, "", patterns, &found)
    // What a link leads to may have changed though the link and its folder have not.
    links.begin(with: patterns)
    for path in try linkPaths(below: tip, "", patterns) where patterns.match(path) {
      guard let file = try file(at: path, in: tip), try !isHeld(file, by: bases) else { continue }
      found.append(file)
    }
    return found.inByteOrder(of: \.path)
  }

  /// Whether one of the trees holds exactly this file.
  func isHeld(_ file: File, by bases: Set<ObjectID>) throws(GitError) -> Bool {
    for base in bases where try self.file(at: file.path, in: base) == file { return true }
    return false
  }

  /// The file at `path`, links followed as a checkout's are; nil when nothing, a folder or a
  /// submodule stands there.
  func file(at path: String, in tree: ObjectID) throws(GitError) -> File? {
    var walk = TreeWalk(from: tree, to: path.pathComponents)
    var link: (id: ObjectID, target: String)?
    while let name = walk.next() {
      guard let entry = try entries(of: walk.folder)[name] else { return fault(path, link) }
      guard entry.isNameText || link != nil else {
        return File(path: path, blob: entry.id, fault: .nameIsNotText)
      }
      switch entry.mode {
      case .tree: walk.enter(entry.id)
      case .file, .executable:
        return walk.isAtEnd ? File(path: path, blob: entry.id) : fault(path, link)
      case .submodule: return fault(path, link, isOutside: true)
      case .link:
        let target = String(escapingNameBytes: try repository.blob(entry.id))
        let first = link ?? (entry.id, target)
        link = first
        switch walk.follow(target) {
        case .inside: break
        case .outside: return fault(path, first, isOutside: true)
        case .endless: return fault(path, first)
        }
      }
    }
    guard let link else { return nil }
    return fault(path, link, isOutside: walk.hasLeft)
  }

  private func fault(
    _ path: String, _ link: (id: ObjectID, target: String)?, isOutside: Bool = false
  ) -> File? {
    link.map {
      File(
        path: path, blob: $0.id,
        fault: isOutside ? .leadsOutside($0.target) : .leadsNowhere($0.target))
    }
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
        if patterns.match(path) {
          let fault: File.Fault? = entry.isNameText ? nil : .nameIsNotText
          found.append(File(path: path, blob: entry.id, fault: fault))
        }
      case .tree, .link, .submodule: break
      }
    }
  }

  private func linkPaths(below tree: ObjectID, _ folder: String, _ patterns: ConfigPatterns)
    throws(GitError) -> [String]
  {
    if let known = links[tree, folder] { return known }
    var paths: [String] = []
    for entry in try entries(of: tree).values {
      let path = folder + entry.name
      switch entry.mode {
      case .link: paths.append(path)
      case .tree where patterns.reach(below: path):
        paths += try linkPaths(below: entry.id, path + "/", patterns)
      case .tree, .file, .executable, .submodule: break
      }
    }
    links[tree, folder] = paths
    return paths
  }

  private func ids(of name: String, in bases: Set<ObjectID>) throws(GitError) -> Set<ObjectID> {
    var ids: Set<ObjectID> = []
    for base in bases {
      if let id = try entries(of: base)[name]?.id { ids.insert(id) }
    }
    return ids
  }

  private func entries(of tree: ObjectID) throws(GitError) -> NameMap<TreeEntry> {
    if let known = trees[tree] { return known }
    // A file in one tree may be a folder in another: then there is nothing to look into.
    let list = (try? repository.entries(of: tree)) ?? []
    let entries = NameMap(list.map { ($0.name, $0) })
    trees[tree] = entries
    return entries
  }
}

/// The paths of the links below trees that some patterns reach, by tree and where it stands.
private struct KnownLinks {
  private struct Place: Hashable {
    let tree: ObjectID
    let folder: ByteName
  }

  private var patterns: [ByteName] = []
  private var paths: [Place: [String]] = [:]

  mutating func begin(with patterns: ConfigPatterns) {
    let new = patterns.texts.map { ByteName($0) }
    if new != self.patterns { (self.patterns, paths) = (new, [:]) }
  }

  subscript(tree: ObjectID, folder: String) -> [String]? {
    get { paths[Place(tree: tree, folder: ByteName(folder))] }
    set { paths[Place(tree: tree, folder: ByteName(folder))] = newValue }
  }
}
