import CLibGit2

extension Repository {
  /// The commit that `revision` names: a branch, `runs/x~2`, a tag, an abbreviated hash.
  ///
  /// - Throws: `.notFound`, or `.invalidName` when the text is no revision or is ambiguous.
  public func resolve(_ revision: String) throws(GitError) -> ObjectID {
    let found: OpaquePointer
    do {
      found = try object("git_revparse_single", "'\(revision)'") {
        git_revparse_single(&$0, pointer, revision)
      }
    } catch {
      guard error.kind == .notFound else { throw error }
      throw GitError(.notFound, error.operation, "there is no revision '\(revision)' here")
    }
    defer { git_object_free(found) }
    let commit = try object("git_object_peel", "'\(revision)' is no commit") {
      git_object_peel(&$0, found, GIT_OBJECT_COMMIT)
    }
    defer { git_object_free(commit) }
    return ObjectID(git_object_id(commit).pointee)
  }
}
