import LoraExperiment
public import LoraGit
public import LoraStore

/// What bringing a withdrawn run back will do.
public struct RunRestoration: Sendable, Equatable {
  public let run: ObjectID
  /// The full name of the branch that gets the run as its tip again; nil when some branch holds it.
  public let branch: String?
  /// Where that branch points now; nil when it is gone.
  let tip: ObjectID?
}

extension RunStore {
  /// - Throws: `.notWithdrawn`; `.branchMovedOn` when the run's branch holds other runs by now, so
  ///   that it cannot be the tip again.
  public func planRestoration(of run: LoggedRun) throws(SharingError) -> RunRestoration {
    let marked = try LoraSharing.store { () throws(StoreError) in
      try WithdrawnRuns.set(in: self)
    }
    guard marked.contains(run.id) else { throw .notWithdrawn(run.id) }
    let unmarkOnly = RunRestoration(run: run.id, branch: nil, tip: nil)
    if try isHeld(run.id, below: "refs/heads/") { return unmarkOnly }
    let record = try LoraSharing.store { () throws(StoreError) in try self.record(of: run) }
    let tip = try git { () throws(GitError) in try repository.reference(record.branch) }
    let previous = try LoraSharing.store { () throws(StoreError) in try self.previous(run) }
    if tip == nil || tip != previous?.id {
      // Somebody else's run, or one that went on elsewhere: it needs no branch here.
      if try isHeld(run.id, below: "refs/remotes/") { return unmarkOnly }
      if tip != nil {
        throw .branchMovedOn(branch: RunRefs.short(record.branch), run: run.id)
      }
    }
    let checkedOut = try git { () throws(GitError) in try repository.checkedOutBranches() }
    if let tree = checkedOut[record.branch] {
      throw .branchCheckedOut(branch: RunRefs.short(record.branch), workingTree: tree)
    }
    return RunRestoration(run: run.id, branch: record.branch, tip: tip)
  }

  public func restore(_ restoration: RunRestoration) throws(SharingError) {
    var transaction = RefTransaction()
    if let branch = restoration.branch {
      transaction.move(branch, from: restoration.tip, to: restoration.run)
    }
    transaction.delete(
      WithdrawnRuns.reference(of: restoration.run), expecting: restoration.run)
    try transaction.commit(
      through: Transport(repository.environment), reason: "lora: rm --restore")
  }

  private func isHeld(_ run: ObjectID, below folder: String) throws(SharingError) -> Bool {
    let answer = try Transport(repository.environment).run([
      "for-each-ref", "--count=1", "--contains", run.hex, folder,
    ])
    return !answer.output.isEmpty
  }
}
