import LoraNames

/// The names of an archive so far, as the disk will see them.
struct EntryTree {
  private let top = Node(spelling: "", isFile: false)
  /// Files and folders, those among them that have no entry of their own.
  private(set) var count = 0

  private final class Node {
    let spelling: String
    let isFile: Bool
    /// By the name as the disk compares it.
    var children: [String: Node] = [:]

    init(spelling: String, isFile: Bool) { (self.spelling, self.isFile) = (spelling, isFile) }
  }

  mutating func add(file path: EntryPath) throws(ArchiveError) {
    let depth = path.components.count - 1
    let folder = try add(path, folders: depth)
    let name = path.components[depth]
    let key = NameRules.folded(name)
    if let other = folder.children[key] { throw Self.clash(path, depth, other) }
    folder.children[key] = Node(spelling: name, isFile: true)
    count += 1
  }

  mutating func add(folder path: EntryPath) throws(ArchiveError) {
    _ = try add(path, folders: path.components.count)
  }

  /// The folder that the first components of `path` lead to, made where it is not there.
  private mutating func add(_ path: EntryPath, folders depth: Int) throws(ArchiveError) -> Node {
    var node = top
    for (index, name) in path.components[..<depth].enumerated() {
      let key = NameRules.folded(name)
      if let other = node.children[key] {
        guard !other.isFile, other.spelling.sameBytes(as: name) else {
          throw Self.clash(path, index, other)
        }
        node = other
      } else {
        let new = Node(spelling: name, isFile: false)
        node.children[key] = new
        count += 1
        node = new
      }
    }
    return node
  }

  /// Of the component at `index` with what is there; those before it are spelled alike.
  private static func clash(_ path: EntryPath, _ index: Int, _ other: Node) -> ArchiveError {
    let above = path.components[..<index].map { $0 + "/" }.joined()
    let (old, new) = (other.spelling, path.components[index])
    return old.sameBytes(as: new) ? .duplicate(above + new) : .sameName(above + old, above + new)
  }
}
