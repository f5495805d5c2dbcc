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
    let branch = draft.record.branch
    let move = try BranchMove(in: self)
    let commit = try move.perform(on: branch) { () throws(StoreError) in
      try moveBranch(branch, for: draft, tree: tree, by: identities, move, start)
    }
    dropActiveOfLanded(draft.record.id)
    return LandedRun(commit: commit, branch: branch, record: record)
  }

  private func moveBranch(
    _ branch: String, for draft: RunDraft, tree: ObjectID, by identities: Identities,
    _ move: BranchMove, _ start: ObjectID?
  ) throws(StoreError) -> ObjectID {
    var attempt = 0
    while true {
      let tip = try store { () throws(GitError) in try repository.reference(branch) }
      let made = try writeCommit(of: draft, tree: tree, after: tip ?? start, by: identities)
      do {
        try checkTarget(branch)
        try store { () throws(GitError) in
          try repository.move(
            branch, from: tip, to: made, reason: "lora: \(draft.record.name)",
            by: identities.committer)
        }
        return made
      } catch {
        guard case .git(let reason) = error, [.moved, .locked].contains(reason.kind) else {
          throw try keep(made, of: draft, because: error, by: identities)
        }
        if attempt == RunStore.mostAttempts {
          let busy = StoreError.branchBusy(
            reason, branch: RunRefs.short(branch), run: draft.record.id, kept: made)
          throw try keep(made, of: draft, because: busy, by: identities)
        }
        if reason.kind == .locked, move.isLockAbandoned(on: branch, attempt: attempt) {
          repository.removeLock(of: branch)
        }
        Pause.briefly(attempt)
        attempt += 1
      }
    }
  }

  /// Some two seconds of attempts: only other programs compete for the branch, runs wait for
  /// their lock.
  private static let mostAttempts = 40

  /// The commit object, synced. Its parents: the branch's tip, and HEAD of the start where that is
  /// not in the tip's history already.
  private func writeCommit(
    of draft: RunDraft, tree: ObjectID, after tip: ObjectID?, by identities: Identities
  ) throws(StoreError) -> ObjectID {
    let parents = try parents(after: tip, source: draft.source.commit)
    do {
      let commit = try repository.writeCommit(
        tree: tree, parents: parents, message: draft.message, by: identities)
      try repository.sync()
      return commit
    } catch {
      guard error.kind == .signing else { throw .git(error) }
      let unsigned = try store { () throws(GitError) in
        try repository.writeCommit(
          tree: tree, parents: parents, message: draft.message, by: identities, signed: false)
      }
      let reason = StoreError.unsigned(error, run: draft.record.id, kept: unsigned)
      throw try keep(unsigned, of: draft, because: reason, by: identities)
    }
  }

  private func parents(after tip: ObjectID?, source: ObjectID?) throws(StoreError) -> [ObjectID] {
    guard let tip else { return [source].compactMap { $0 } }
    guard let source else { return [tip] }
    return try store { () throws(GitError) in
      // Most runs start from the same commit as the one before: no history to search then.
      if RunSummary(message: try repository.commit(tip).message)?.source == source { return [tip] }
      return try repository.isAncestor(source, of: tip) ? [tip] : [tip, source]
    }
  }
}
