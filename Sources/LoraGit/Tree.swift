import CLibGit2
import Glibc
import LoraNames

/// What a tree holds under one name.
public struct TreeEntry: Sendable, Equatable {
  /// With bytes that are no UTF-8 escaped: such an entry cannot be looked up by it.
  public let name: String
  public let mode: FileMode
  public let id: ObjectID
  /// Whether its name is UTF-8.
  public let isNameText: Bool
}

/// Git's five kinds of tree entry.
public enum FileMode: UInt32, Sendable {
  case tree = 0o040000
  case file = 0o100644
  case executable = 0o100755
  case link = 0o120000
  case submodule = 0o160000
}

extension Repository {
  /// The entry at `path` below `tree`, or nil; `path` is non-empty, without a leading slash.
  public func entry(at path: String, in tree: ObjectID) throws(GitError) -> TreeEntry? {
    var (folder, found): (ObjectID, TreeEntry?) = (tree, nil)
    // Folder by folder: libgit2 says of a folder that is not here that there is no such path.
    for part in path.utf8.split(separator: UInt8(ascii: "/")) {
      if let found {
        guard found.mode == .tree else { return nil }
        folder = found.id
      }
      let name = String(decoding: part, as: UTF8.self)
      found = try withTree(folder) { tree in
        git_tree_entry_byname(tree, name).flatMap(TreeEntry.init)
      }
      if found == nil { return nil }
    }
    return found
  }

  /// The entries of one tree, in Git's order.
  public func entries(of tree: ObjectID) throws(GitError) -> [TreeEntry] {
    try withTree(tree) { tree in
      (0..<git_tree_entrycount(tree)).compactMap {
        git_tree_entry_byindex(tree, $0).flatMap(TreeEntry.init)
      }
    }
  }

  /// Every blob below `tree`, by its path from there.
  public func files(below tree: ObjectID) throws(GitError) -> [(path: String, entry: TreeEntry)] {
    var files: [(path: String, entry: TreeEntry)] = []
    for entry in try entries(of: tree) {
      guard entry.mode == .tree else {
        files.append((entry.name, entry))
        continue
      }
      files += try self.files(below: entry.id).map { ("\(entry.name)/\($0.path)", $0.entry) }
    }
    return files
  }

  /// The bytes of the file at `path` below `tree`; nil when there is none.
  public func file(at path: String, in tree: ObjectID) throws(GitError) -> [UInt8]? {
    guard let entry = try entry(at: path, in: tree), entry.mode != .tree, entry.mode != .submodule
    else { return nil }
    return try blob(entry.id)
  }

  func withTree<R>(_ id: ObjectID, _ body: (OpaquePointer) throws(GitError) -> R)
    throws(GitError) -> R
  {
    var raw = id.raw
    let tree = try bringing(id) { () throws(GitError) in
      try lookup("git_tree_lookup", "tree", id) { git_tree_lookup(&$0, pointer, &raw) }
    }
    defer { git_tree_free(tree) }
    return try body(tree)
  }
}

extension TreeEntry {
  init?(_ entry: OpaquePointer) {
    guard let mode = FileMode(rawValue: git_tree_entry_filemode(entry).rawValue) else { return nil }
    let text = String(validatingCString: git_tree_entry_name(entry))
    let bytes = UnsafeBufferPointer(
      start: git_tree_entry_name(entry), count: strlen(git_tree_entry_name(entry)))
    self.init(
      name: text ?? String(escapingNameBytes: bytes.map { UInt8(bitPattern: $0) }), mode: mode,
      id: ObjectID(git_tree_entry_id(entry).pointee), isNameText: text != nil)
  }
}
