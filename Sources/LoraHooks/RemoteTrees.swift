import LoraGit

/// What the remote has, as last seen: the trees that a push is compared with.
final class RemoteTrees {
  private let repository: Repository
  /// `refs/remotes/<name>/`
  private let prefix: String
  private let remote: String
  private var branches: Set<ObjectID>?
  private var meetings: [ObjectID: Set<ObjectID>] = [:]

  init(_ repository: Repository, remote: String) {
    self.repository = repository
    self.remote = remote
    prefix = "refs/remotes/\(remote)/"
  }

  /// The tree that the remote has under this very reference; nil when it has none, or one that
  /// was never fetched.
  func tree(under ref: PushedRef) -> ObjectID? {
    guard let remote = ref.remote, let id = try? repository.resolve(remote.hex) else { return nil }
    return try? repository.commit(id).tree
  }

  /// The tree of the remote's default branch: most files of a new branch are equal to its own.
  lazy var main: ObjectID? = {
    for name in ["HEAD", "main", "master"] {
      guard let tip = try? repository.reference(prefix + name) else { continue }
      return try? repository.commit(tip).tree
    }
    return nil
  }()

  /// The trees that hold what is not new in `tip`: those of the remote's branches, and those where
  /// the tip's history leaves what the remote has. Costs a git process and a look at each branch.
  func all(behind tip: ObjectID) throws(GitError) -> Set<ObjectID> {
    if let known = meetings[tip] { return known }
    let meeting = trees(of: try repository.environment.meetings(of: tip, with: remote))
    let all = try treesOfBranches().union(meeting)
    meetings[tip] = all
    return all
  }

  private func treesOfBranches() throws(GitError) -> Set<ObjectID> {
    if let branches { return branches }
    let found = trees(of: try repository.references(under: prefix).map(\.id))
    branches = found
    return found
  }

  private func trees(of commits: [ObjectID]) -> Set<ObjectID> {
    Set(commits.compactMap { try? repository.commit($0).tree })
  }
}
