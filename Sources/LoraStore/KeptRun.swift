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

  /// The run has landed, whatever happens to its active reference: one that cannot be dropped now
  /// only keeps the beginning listed.
  func dropActiveOfLanded(_ id: RunID) {
    for attempt in 0..<5 {
      do { return try dropActive(id) } catch { Pause.briefly(attempt) }
    }
  }

  /// The commits under active references: of runs in progress what they began from, of ended ones
  /// that could not land the finished run.
  public func activeCommits() throws(StoreError) -> [RunID: LoggedRun] {
    var found: [RunID: LoggedRun] = [:]
    try store { () throws(GitError) in
      for (name, commit) in try repository.references(under: RunRefs.active) {
        guard let id = RunRefs.id(ofActive: name) else { continue }
        found[id] = LoggedRun(try repository.commit(commit))
      }
    }
    return found
  }
}
