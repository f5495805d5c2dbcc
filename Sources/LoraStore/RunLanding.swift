public import LoraExperiment
public import LoraGit

/// A run that has become a commit on its branch.
public struct LandedRun: Sendable, Equatable {
  public let commit: ObjectID
  /// The branch's full name.
  public let branch: String
  /// As written into `run.json`.
  public let record: RunRecord
}

extension RunStore {
  /// Records what a run starts from, before its first step: a commit under its active reference.
  /// Durable when it returns. Signed where runs are to be signed, so that a key that cannot be used
  /// is found out now and not after the training.
  @discardableResult
  public func begin(_ draft: RunDraft, by identities: Identities) throws(StoreError) -> ObjectID {
    try protect(pointers(of: draft.source))
    let (tree, _) = try writeTree(of: draft)
    let parents = [draft.source.commit].compactMap { $0 }
    return try store { () throws(GitError) in
      let commit = try repository.writeCommit(
        tree: tree, parents: parents, message: draft.message, by: identities)
      try repository.sync()
      try repository.move(
        RunRefs.active(draft.record.id), from: nil, to: commit,
        reason: "lora: begin \(draft.record.name)", by: identities.committer)
      return commit
    }
  }

  /// Writes the run's commit, moves its branch there and drops its active reference. Durable when
  /// it returns.
  ///
  /// A branch that another run moved meanwhile only changes the first parent: the commit is made
  /// again before anything points to it. When the branch cannot be moved at all the commit is
  /// kept under the active reference, and the error says how to land it.
  ///
  /// - Parameter start: the run to follow on a branch that does not exist yet; nil for none.
  public func land(
    _ draft: RunDraft, by identities: Identities, following start: ObjectID? = nil
  ) throws(StoreError) -> LandedRun {
    for case .lfs(let pointer) in draft.files.map(\.content) where !objects.contains(pointer) {
      throw .missingObject(pointer)
    }
    let (tree, record) = try writeTree(of: draft)
    let landing = BranchLanding(
      store: self, draft: draft, tree: tree, identities: identities, start: start)
    let commit = try landing.perform()
    dropActiveOfLanded(draft.record.id)
    return LandedRun(commit: commit, branch: draft.record.branch, record: record)
  }
}
