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
  ///
  /// Only the run itself writes it, and packing references locks it for a moment: a lock file that
  /// stays was left by a killed process.
  public func dropActive(_ id: RunID) throws(StoreError) {
    let name = RunRefs.active(id)
    for attempt in 0..<10 {
      do { return try deleteReference(name) } catch {
        guard error.kind == .locked else { throw .git(error) }
        Pause.briefly(attempt)
      }
    }
    repository.removeLock(of: name)
    try store { () throws(GitError) in try deleteReference(name) }
  }

  private func deleteReference(_ name: String) throws(GitError) {
    guard let commit = try repository.reference(name) else { return }
    try repository.delete(name, expecting: commit)
  }

  /// The run has landed, whatever happens to its active reference: one that cannot be dropped now
  /// only keeps the beginning listed.
  func dropActiveOfLanded(_ id: RunID) {
    try? dropActive(id)
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
