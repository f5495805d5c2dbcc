import LoraNames
import LoraProcess

/// The working tree as one tree object: tracked files with their uncommitted edits.
///
/// Git itself makes it, on a private copy of the index: exact for filters (LFS), line ends,
/// sparse and split indexes and submodules. The user's index and files are only read.
public struct SourceSnapshot: Sendable, Equatable {
  /// HEAD's commit; nil on an unborn branch.
  public let commit: ObjectID?
  public let tree: ObjectID
  /// Whether the tree differs from HEAD's.
  public let isDirty: Bool
  /// Untracked, non-ignored files that the tree does not hold, below the top; beyond
  /// `longestList` files, wholly untracked folders stand as one entry that ends in a slash.
  public let untracked: [String]
  /// Untracked folders that are repositories of their own; no tree of this one can hold them.
  public let nestedRepositories: [String]
  /// Submodules whose own working trees have edits: the tree holds their commits only.
  public let dirtySubmodules: [String]

  public static let longestList = 1000

  /// One that was taken earlier, as it was recorded.
  public init(commit: ObjectID?, tree: ObjectID, isDirty: Bool, untracked: [String]) {
    self.init(
      commit: commit, tree: tree, isDirty: isDirty, untracked: untracked, nestedRepositories: [],
      dirtySubmodules: [])
  }

  private init(
    commit: ObjectID?, tree: ObjectID, isDirty: Bool, untracked: [String],
    nestedRepositories: [String], dirtySubmodules: [String]
  ) {
    (self.commit, self.tree, self.isDirty) = (commit, tree, isDirty)
    self.untracked = untracked
    self.nestedRepositories = nestedRepositories
    self.dirtySubmodules = dirtySubmodules
  }

  /// - Parameters:
  ///   - extra: paths below the top that the tree holds even if untracked or ignored; others are
  ///     passed over.
  ///   - includeUntracked: whether it holds all other untracked, non-ignored files too.
  /// - Throws: `.unmerged`, `.noWorkingTree`, `.program`.
  public static func take(
    of repository: Repository, including extra: [String] = [], includeUntracked: Bool = false
  ) throws(GitError) -> SourceSnapshot {
    let head = try repository.head()
    let index = try PrivateIndex(of: repository.environment)
    // The user's index is only read by the listing, so it runs beside the private one's update.
    let listing = try UntrackedListing.start(in: repository.environment)
    let adding = includeUntracked ? nil : try index.start(["add", "-u"])
    let (untracked, nested) = try UntrackedListing.finish(listing, in: repository.environment)
    if let adding { try adding.succeed() } else { try index.addAll(except: nested) }

    var tree = try index.writeTree()
    var missing: [String] = []
    for path in extra where try repository.isMissing(path, in: tree) { missing.append(path) }
    if !missing.isEmpty {
      try index.add(missing)
      tree = try index.writeTree()
    }
    let headTree = try head.commit.map { id throws(GitError) in try repository.commit(id).tree }
    return SourceSnapshot(
      commit: head.commit, tree: tree, isDirty: tree != (headTree ?? .emptyTree),
      untracked: includeUntracked ? [] : untracked.filter { !extra.hold($0) },
      nestedRepositories: nested,
      dirtySubmodules: try repository.entry(at: ".gitmodules", in: tree) == nil
        ? [] : index.dirtySubmodules())
  }
}

extension Repository {
  /// Whether `tree` lacks `path` and could hold it: a path inside a submodule belongs to another
  /// repository, one outside the working tree to none.
  fileprivate func isMissing(_ path: String, in tree: ObjectID) throws(GitError) -> Bool {
    if path.begins(with: "/") || path.pathComponents.contains("..") { return false }
    if try entry(at: path, in: tree) != nil { return false }
    var parts = path.pathComponents.dropLast()
    while !parts.isEmpty {
      if try entry(at: parts.joined(separator: "/"), in: tree)?.mode == .submodule { return false }
      parts = parts.dropLast()
    }
    return true
  }
}
