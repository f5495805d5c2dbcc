import CLibGit2
import Glibc
import LoraFiles
import LoraNames

extension Repository {
  /// The object a reference points to, following symbolic ones; nil when there is none.
  public func reference(_ name: String) throws(GitError) -> ObjectID? {
    var id = git_oid()
    let code = git_reference_name_to_id(&id, pointer, name)
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try call("git_reference_name_to_id", name) { code }
    return ObjectID(id)
  }

  /// The references whose full names begin with `prefix`, by the bytes of their names. What is
  /// special in libgit2's patterns is forbidden in reference names.
  ///
  /// A reference whose name is no UTF-8 is none of them: no run can have it.
  public func references(under prefix: String) throws(GitError) -> [(name: String, id: ObjectID)] {
    let iterator = try object("git_reference_iterator_glob_new", prefix) {
      git_reference_iterator_glob_new(&$0, pointer, prefix + "*")
    }
    defer { git_reference_iterator_free(iterator) }
    var found: [(name: String, id: ObjectID)] = []
    while true {
      var reference: OpaquePointer?
      let code = git_reference_next(&reference, iterator)
      if code == GIT_ITEROVER.rawValue { break }
      try call("git_reference_next", prefix) { code }
      guard let reference else { continue }
      defer { git_reference_free(reference) }
      guard let name = String(validatingCString: git_reference_name(reference)) else { continue }
      if let target = git_reference_target(reference) {
        found.append((name, ObjectID(target.pointee)))
      } else if let id = try self.reference(name) {
        found.append((name, id))
      }
    }
    return found.inByteOrder(of: \.name)
  }

  /// Points `name` to `id` if it still points to `expected` (nil: if it does not exist yet).
  /// Durable when it returns.
  ///
  /// - Throws: `.moved` when it points elsewhere by now, `.exists` when its name needs another
  ///   reference to be a folder or the reverse, `.locked` when another process is writing it.
  public func move(
    _ name: String, from expected: ObjectID?, to id: ObjectID, reason: String,
    by committer: Identity
  ) throws(GitError) {
    var (new, old) = (id.raw, expected?.raw ?? git_oid())
    try call("git_repository_set_ident") {
      git_repository_set_ident(pointer, committer.name, committer.email)
    }
    let made = unmadeFiles(of: name)
    do {
      let moved = try object("git_reference_create_matching", name) { out in
        expected == nil
          ? git_reference_create(&out, pointer, name, &new, 0, reason)
          : git_reference_create_matching(&out, pointer, name, &new, 1, &old, reason)
      }
      git_reference_free(moved)
      made.forEach(SharedFolders.adjust)
    } catch {
      throw try explain(error, moving: name, from: expected)
    }
  }

  /// Deletes `name` if it still points to `expected`; a missing one is `.notFound`.
  public func delete(_ name: String, expecting expected: ObjectID) throws(GitError) {
    let found = try object("git_reference_lookup", name) {
      git_reference_lookup(&$0, pointer, name)
    }
    defer { git_reference_free(found) }
    // Deleting compares again with the value looked up here.
    guard let target = git_reference_target(found), ObjectID(target.pointee) == expected else {
      throw GitError(.moved, "git_reference_delete", "\(name) has moved")
    }
    try call("git_reference_delete", name) { git_reference_delete(found) }
    sharePackedReferences()
  }

  /// A reference that must be gone before `name` can exist: one of `name`'s own folders, or one
  /// below it.
  public func referenceInTheWay(of name: String) throws(GitError) -> String? {
    var parts = name.pathComponents.dropLast()
    while parts.count > 1 {
      let folder = parts.joined(separator: "/")
      if try reference(folder) != nil { return folder }
      parts = parts.dropLast()
    }
    return try references(under: name + "/").first?.name
  }

  /// Whether Git accepts `name` as a full reference name.
  public static func isValidReference(_ name: String) -> Bool {
    LibGit2.start()
    var valid: Int32 = 0
    return git_reference_name_is_valid(&valid, name) == 0 && valid == 1
  }

  private func explain(_ error: GitError, moving name: String, from expected: ObjectID?)
    throws(GitError) -> GitError
  {
    if let other = try referenceInTheWay(of: name) {
      return GitError(
        .exists, error.operation, "\(name) cannot exist beside \(other)",
        hint: "choose another name, or rename that branch")
    }
    guard error.kind != .locked, try reference(name) != expected else { return error }
    return GitError(.moved, error.operation, "\(name) has moved since it was read")
  }
}

extension Repository {
  /// Removes the lock file of a reference. Only for one whose holder is known to be gone.
  public func removeLock(of name: String) {
    unlink("\(environment.paths.commonDirectory)/\(name).lock")
  }
}
