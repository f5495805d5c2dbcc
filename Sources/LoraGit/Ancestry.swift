import CLibGit2

/// Whether one commit is in the history of another.
public enum Ancestry: Sendable, Equatable {
  case ancestor
  case none
  /// A shallow clone's history was cut before the answer.
  case unknown
}

extension Repository {
  /// Whether `ancestor` is `commit` or reachable from it, as far as is known.
  public func isAncestor(_ ancestor: ObjectID, of commit: ObjectID) throws(GitError) -> Bool {
    try ancestry(of: commit, from: ancestor) == .ancestor
  }

  /// Whether `commit` goes back to `ancestor`.
  public func ancestry(of commit: ObjectID, from ancestor: ObjectID) throws(GitError) -> Ancestry {
    if ancestor == commit { return .ancestor }
    var (child, parent) = (commit.raw, ancestor.raw)
    do {
      return try call("git_graph_descendant_of") {
        git_graph_descendant_of(pointer, &child, &parent)
      } == 1 ? .ancestor : .none
    } catch {
      // libgit2 does not know where a shallow clone was cut, and fails there; Git does.
      guard git_repository_is_shallow(pointer) == 1 else { throw error }
    }
    for end in [ancestor, commit] where (try? self.commit(end)) == nil { return .unknown }
    if try gitFinds(["--is-ancestor", ancestor.hex, commit.hex]) { return .ancestor }
    // What has a known commit in its own history is not behind the cut.
    return try gitFinds([ancestor.hex, commit.hex]) ? .none : .unknown
  }

  /// `git merge-base`, whose exit status 1 is an answer.
  private func gitFinds(_ arguments: [String]) throws(GitError) -> Bool {
    let process = try environment.program.start(["merge-base"] + arguments)
    let answer = try process.finish()
    switch answer.status {
    case .exited(0): return true
    case .exited(1): return false
    default: throw process.failure(answer)
    }
  }
}
