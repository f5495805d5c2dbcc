import CLibGit2

/// What HEAD points to.
public enum Head: Sendable, Equatable {
  /// `reference` is the branch's full name.
  case branch(reference: String, commit: ObjectID)
  case detached(ObjectID)
  /// A branch without a commit yet.
  case unborn(reference: String)

  public var commit: ObjectID? {
    switch self {
    case .branch(_, let commit), .detached(let commit): commit
    case .unborn: nil
    }
  }

  /// The branch's full name; nil when detached.
  public var reference: String? {
    switch self {
    case .branch(let reference, _), .unborn(let reference): reference
    case .detached: nil
    }
  }
}

extension Repository {
  public func head() throws(GitError) -> Head {
    let head = try object("git_reference_lookup", "HEAD") {
      git_reference_lookup(&$0, pointer, "HEAD")
    }
    defer { git_reference_free(head) }
    guard let target = git_reference_symbolic_target(head) else {
      guard let id = git_reference_target(head) else {
        throw GitError(.other, "git_reference_target", "HEAD is neither a branch nor a commit")
      }
      return .detached(ObjectID(id.pointee))
    }
    let reference = String(cString: target)
    guard let commit = try self.reference(reference) else { return .unborn(reference: reference) }
    return .branch(reference: reference, commit: commit)
  }
}
