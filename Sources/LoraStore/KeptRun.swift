public import LoraExperiment
import LoraGit

extension RunStore {
  /// Points the run's active reference at its finished commit, which cannot land, and answers the
  /// error that says so.
  func keep(
    _ commit: ObjectID, of draft: RunDraft, because error: StoreError, by identities: Identities
  ) throws(StoreError) -> StoreError {
    let id = draft.record.id
    try store { () throws(GitError) in
      try repository.sync()
      let active = RunRefs.active(id)
      try repository.move(
        active, from: try repository.reference(active), to: commit,
        reason: "lora: keep \(draft.record.name)", by: identities.committer)
    }
    switch error {
    case .branchCheckedOut(let branch, let workingTree, _, _):
      return .branchCheckedOut(branch: branch, workingTree: workingTree, run: id, kept: commit)
    default:
      return error
    }
  }

  /// Drops a run's active reference, if it has one.
  public func dropActive(_ id: RunID) throws(StoreError) {
    try store { () throws(GitError) in
      let name = RunRefs.active(id)
      guard let commit = try repository.reference(name) else { return }
      try repository.delete(name, expecting: commit)
    }
  }
}
