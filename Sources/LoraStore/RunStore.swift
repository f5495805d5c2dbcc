public import LoraGit

/// The runs of one repository.
public final class RunStore {
  public let repository: Repository
  public let refs: RunRefs
  public let objects: LFSObjects
  /// `lora/` in the common Git directory: what is ours and needs no history.
  public let folder: String

  public init(_ repository: Repository, refs: RunRefs = RunRefs()) {
    self.repository = repository
    self.refs = refs
    objects = LFSObjects(repository.environment)
    folder = repository.environment.paths.state
  }

  /// Refuses a branch that a run could not land on: checked out in some working tree, or with a
  /// name that another branch makes impossible.
  public func checkTarget(_ branch: String) throws(StoreError) {
    if let tree = try store({ () throws(GitError) in try repository.checkedOutBranches() })[branch]
    {
      throw .branchCheckedOut(
        branch: RunRefs.short(branch), workingTree: tree, run: nil, kept: nil)
    }
    let other = try store { () throws(GitError) in
      try repository.referenceInTheWay(of: branch)
    }
    if let other {
      throw .branchInTheWay(branch: RunRefs.short(branch), other: RunRefs.short(other))
    }
  }
}
