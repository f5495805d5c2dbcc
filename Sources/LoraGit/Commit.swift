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
    let commit = try lookup("git_commit_lookup", "commit", id) {
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

  /// The commits from `start` along first parents, newest first, while `body` answers true. A
  /// shallow clone's history ends where its objects do.
  public func walkFirstParents(from start: ObjectID, while body: (Commit) -> Bool)
    throws(GitError)
  {
    var next: Commit? = try commit(start)
    while let commit = next, body(commit) { next = try firstParent(of: commit) }
  }

  /// Nil for a root commit, and for one whose parent a shallow clone lacks.
  public func firstParent(of commit: Commit) throws(GitError) -> Commit? {
    guard let parent = commit.parents.first else { return nil }
    do { return try self.commit(parent) } catch {
      guard error.kind == .notFound else { throw error }
      return nil
    }
  }
}
