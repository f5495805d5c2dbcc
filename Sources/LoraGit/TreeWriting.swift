import CLibGit2
import LoraNames

/// A file to be placed in a tree.
public struct FolderFile: Sendable, Equatable {
  /// Below the folder, with `/` between its parts.
  public var path: String
  public var blob: ObjectID
  public var mode: FileMode

  public init(path: String, blob: ObjectID, mode: FileMode = .file) {
    self.path = path
    self.blob = blob
    self.mode = mode
  }
}

extension Repository {
  /// The tree that holds exactly `files`.
  ///
  /// - Throws: `.invalidName` for a path that Git cannot hold.
  public func writeTree(_ files: [FolderFile]) throws(GitError) -> ObjectID {
    var own: [(name: String, mode: FileMode, id: ObjectID)] = []
    var below: NameMap<[FolderFile]> = [:]
    for file in files {
      let parts = file.path.parts(at: "/", most: 1)
      if parts.count == 1 {
        own.append((file.path, file.mode, file.blob))
      } else {
        below[parts[0], default: []].append(
          FolderFile(path: parts[1], blob: file.blob, mode: file.mode))
      }
    }
    for (name, files) in below { own.append((name, .tree, try writeTree(files))) }
    let names = NameSet(own.map(\.name))
    guard names.count == own.count else {
      throw GitError(.invalidName, "git_treebuilder_insert", "two files have the same path")
    }
    return try build(on: nil) { builder throws(GitError) in
      for (name, mode, id) in own { try insert(id, mode, as: name, into: builder) }
    }
  }

  /// `base` with what stands at `path` replaced by the tree `folder`; every other entry is kept as
  /// it is, its mode too. What stands in the way of `path`'s own folders is replaced as well.
  public func replacing(_ path: String, in base: ObjectID?, with folder: ObjectID)
    throws(GitError) -> ObjectID
  {
    let parts = path.parts(at: "/", most: 1)
    guard let first = parts.first else { return folder }
    var child = folder
    if parts.count == 2 {
      let standing = try base.flatMap { base throws(GitError) in try entry(at: first, in: base) }
      child = try replacing(
        parts[1], in: standing?.mode == .tree ? standing?.id : nil, with: folder)
    }
    return try build(on: base) { builder throws(GitError) in
      try insert(child, .tree, as: first, into: builder)
    }
  }

  private func build(on base: ObjectID?, _ change: (OpaquePointer) throws(GitError) -> Void)
    throws(GitError) -> ObjectID
  {
    guard let base, base != .emptyTree else { return try build(from: nil, change) }
    return try withTree(base) { tree throws(GitError) in try build(from: tree, change) }
  }

  private func build(
    from source: OpaquePointer?, _ change: (OpaquePointer) throws(GitError) -> Void
  ) throws(GitError) -> ObjectID {
    let builder = try object("git_treebuilder_new") { git_treebuilder_new(&$0, pointer, source) }
    defer { git_treebuilder_free(builder) }
    try change(builder)
    var id = git_oid()
    try call("git_treebuilder_write") { git_treebuilder_write(&id, builder) }
    return written(id)
  }

  private func insert(
    _ id: ObjectID, _ mode: FileMode, as name: String, into builder: OpaquePointer
  ) throws(GitError) {
    var raw = id.raw
    do throws(GitError) {
      try call("git_treebuilder_insert", "Git cannot store a file named '\(name)'") {
        git_treebuilder_insert(nil, builder, name, &raw, git_filemode_t(mode.rawValue))
      }
    } catch {
      throw GitError(.invalidName, error.operation, error.message)
    }
  }
}
