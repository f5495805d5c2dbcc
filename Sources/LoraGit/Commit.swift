import CLibGit2

/// A commit as stored.
public struct Commit: Sendable, Equatable {
  public let id: ObjectID
  public let tree: ObjectID
  public let parents: [ObjectID]
  public let message: String
  public let author: Identity
  public let committer: Identity

  /// The first line of the message.
  public var subject: String {
    message.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).first
      .map(String.init) ?? ""
  }
}

extension Repository {
  public func commit(_ id: ObjectID) throws(GitError) -> Commit {
    var raw = id.raw
    let commit = try object("git_commit_lookup", id.hex) {
      git_commit_lookup(&$0, pointer, &raw)
    }
    defer { git_commit_free(commit) }
    return Commit(
      id: id, tree: ObjectID(git_commit_tree_id(commit).pointee),
      parents: (0..<git_commit_parentcount(commit)).map {
        ObjectID(git_commit_parent_id(commit, $0).pointee)
      },
      message: git_commit_message(commit).map { String(cString: $0) } ?? "",
      author: Identity(git_commit_author(commit)),
      committer: Identity(git_commit_committer(commit)))
  }

  /// The commits from `start` along first parents, newest first, while `body` answers true.
  public func walkFirstParents(from start: ObjectID, while body: (Commit) -> Bool)
    throws(GitError)
  {
    var next: ObjectID? = start
    while let id = next {
      let commit = try commit(id)
      guard body(commit) else { return }
      next = commit.parents.first
    }
  }

  /// Whether `ancestor` is `commit` or reachable from it.
  public func isAncestor(_ ancestor: ObjectID, of commit: ObjectID) throws(GitError) -> Bool {
    if ancestor == commit { return true }
    var (child, parent) = (commit.raw, ancestor.raw)
    return try call("git_graph_descendant_of") {
      git_graph_descendant_of(pointer, &child, &parent)
    } == 1
  }
}
