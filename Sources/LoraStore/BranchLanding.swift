import LoraExperiment
import LoraGit

/// A finished run on its way to its branch: a commit on top of whatever the branch has, made again
/// until the branch could be moved from there.
struct BranchLanding {
  let store: RunStore
  let draft: RunDraft
  let tree: ObjectID
  let identities: Identities
  /// The run to follow on a branch that does not exist yet; nil for none.
  let start: ObjectID?

  private var repository: Repository { store.repository }
  private var branch: String { draft.record.branch }

  /// Some two seconds of attempts: only other programs compete for the branch, runs wait for
  /// their lock.
  private static let mostAttempts = 40

  func perform() throws(StoreError) -> ObjectID {
    let move = try BranchMove(in: store)
    return try move.perform(on: branch) { () throws(StoreError) in
      var attempt = 0
      while true {
        if let commit = try self.attempt(attempt, move) { return commit }
        Pause.briefly(attempt)
        attempt += 1
      }
    }
  }

  /// Nil: somebody was faster or is at it, so try again.
  private func attempt(_ number: Int, _ move: BranchMove) throws(StoreError) -> ObjectID? {
    let tip = try LoraStore.store { () throws(GitError) in try repository.reference(branch) }
    let made = try commit(after: tip ?? start)
    do throws(StoreError) {
      try store.checkTarget(branch)
      try point(from: tip, to: made)
      return made
    } catch {
      guard case .git(let reason) = error, [.moved, .locked].contains(reason.kind) else {
        throw try keep(made, because: error)
      }
      guard number < Self.mostAttempts else {
        let busy = StoreError.branchBusy(
          reason, branch: RunRefs.short(branch), run: draft.record.id, kept: made)
        throw try keep(made, because: busy)
      }
      if reason.kind == .locked, move.isLockAbandoned(on: branch, attempt: number) {
        repository.removeLock(of: branch)
      }
      return nil
    }
  }

  /// A branch that points there is moved, whatever went wrong after that: it may only be less sure to
  /// outlast a power cut.
  private func point(from tip: ObjectID?, to commit: ObjectID) throws(StoreError) {
    do throws(GitError) {
      try repository.move(
        branch, from: tip, to: commit, reason: "lora: \(draft.record.name)",
        by: identities.committer)
    } catch {
      guard (try? repository.reference(branch)) == commit else { throw .git(error) }
    }
  }

  private func keep(_ commit: ObjectID, because error: StoreError) throws(StoreError) -> StoreError
  {
    try store.keep(commit, of: draft, because: error, by: identities)
  }

  /// The commit object, synced. Its parents: the branch's tip, and HEAD of the start where that is
  /// not in the tip's history already.
  private func commit(after tip: ObjectID?) throws(StoreError) -> ObjectID {
    let parents = try parents(after: tip)
    do throws(GitError) {
      let commit = try write(parents, signed: true)
      try repository.sync()
      return commit
    } catch {
      guard error.kind == .signing else { throw .git(error) }
      let unsigned = try LoraStore.store { () throws(GitError) in
        try write(parents, signed: false)
      }
      throw try keep(
        unsigned, because: .unsigned(error, run: draft.record.id, kept: unsigned))
    }
  }

  private func write(_ parents: [ObjectID], signed: Bool) throws(GitError) -> ObjectID {
    try repository.writeCommit(
      tree: tree, parents: parents, message: draft.message, by: identities, signed: signed)
  }

  private func parents(after tip: ObjectID?) throws(StoreError) -> [ObjectID] {
    let source = draft.source.commit
    guard let tip else { return [source].compactMap { $0 } }
    guard let source else { return [tip] }
    return try LoraStore.store { () throws(GitError) in
      // Most runs start from the same commit as the one before: no history to search then.
      if RunSummary(message: try repository.commit(tip).message)?.source == source { return [tip] }
      return try repository.isAncestor(source, of: tip) ? [tip] : [tip, source]
    }
  }
}
