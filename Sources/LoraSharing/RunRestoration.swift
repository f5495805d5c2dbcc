import LoraExperiment
public import LoraGit
public import LoraStore

/// What bringing a withdrawn run back will do.
public struct RunRestoration: Sendable, Equatable {
  public let run: ObjectID
  /// The full name of the branch that gets the run as its tip again; nil when only the mark goes.
  public let branch: String?
  /// Where that branch points now; nil when it is gone.
  let tip: ObjectID?
  /// What noted that branch.
  let note: String?
}

extension RunStore {
  /// - Throws: `.notWithdrawn`; `.branchMovedOn` when the run's branch holds other runs by now, so
  ///   that it cannot be the tip again; `.notOnABranch` when nothing but the mark keeps the run.
  public func planRestoration(of run: LoggedRun) throws(SharingError) -> RunRestoration {
    let marked = try RunMark.withdrawn.set(in: self)
    guard marked.contains(run.id) else { throw .notWithdrawn(run.id) }
    let branch = try git { () throws(GitError) in
      try RemovedTip.branch(of: run.id, in: repository)
    }
    let note = branch.map { RemovedTip.reference(of: run.id, on: $0) }
    if try isHeld(run.id, below: "refs/heads/") {
      return RunRestoration(run: run.id, branch: nil, tip: nil, note: note)
    }
    if let branch {
      let tip = try git { () throws(GitError) in try repository.reference(branch) }
      if try canFollow(tip, on: branch, run) {
        return RunRestoration(run: run.id, branch: branch, tip: tip, note: note)
      }
    }
    guard try isHeld(run.id, below: "refs/remotes/") else {
      if let branch { throw .branchMovedOn(branch: RunRefs.short(branch), run: run.id) }
      throw .notOnABranch(revision: run.id.short)
    }
    return RunRestoration(run: run.id, branch: nil, tip: nil, note: note)
  }

  /// Carries the restoration out, all of it or nothing.
  public func restore(_ restoration: RunRestoration) throws(SharingError) {
    var transaction = RefTransaction()
    if let branch = restoration.branch {
      transaction.move(branch, from: restoration.tip, to: restoration.run)
    }
    if let note = restoration.note { transaction.delete(note, expecting: restoration.run) }
    transaction.delete(
      RunMark.withdrawn.reference(of: restoration.run), expecting: restoration.run)
    try transaction.commit(
      through: Transport(repository.environment), reason: "lora: rm --restore")
  }

  /// Whether the run can be the branch's tip again: the branch is gone, or at the run before.
  private func canFollow(_ tip: ObjectID?, on branch: String, _ run: LoggedRun)
    throws(SharingError) -> Bool
  {
    let previous = try LoraSharing.store { () throws(StoreError) in try self.previous(run) }
    guard tip == nil || tip == previous?.id else { return false }
    let checkedOut = try git { () throws(GitError) in try repository.checkedOutBranches() }
    if let tree = checkedOut[branch] {
      throw .branchCheckedOut(branch: RunRefs.short(branch), workingTree: tree)
    }
    return true
  }

  private func isHeld(_ run: ObjectID, below folder: String) throws(SharingError) -> Bool {
    let answer = try Transport(repository.environment).run([
      "for-each-ref", "--count=1", "--contains", run.hex, folder,
    ])
    return !answer.output.isEmpty
  }
}
