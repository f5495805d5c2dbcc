import LoraExperiment
public import LoraGit
import LoraNames
public import LoraStore

/// What removing a run will do, made before anything changes.
///
/// No commit changes or goes: every removed run gets the mark of a withdrawn one, which hides it
/// and keeps it. A branch whose tip it is moves back to the run before, or goes with its only run.
public struct RunRemoval: Sendable, Equatable {
  public let run: ObjectID
  /// The full name of the branch whose tip it is; nil when it is no tip: then it is only marked.
  public let branch: String?
  /// Where that branch moves; nil when it goes.
  public let previous: ObjectID?
  /// The commit is no longer kept alive for the task that names it. The next push takes that mark
  /// from remotes too.
  public let isReleased: Bool
  /// It was out of sight before.
  public let wasWithdrawn: Bool
  /// Nothing to do: it is marked, and no branch's tip.
  public let isDone: Bool
}

extension RunStore {
  /// Plans the removal of the run that `revision` names.
  ///
  /// - Parameter releasing: whether the mark goes that keeps the commit alive for its task.
  /// - Throws: `.branchCheckedOut`, or `.tipOfSeveral` when only a branch's name would tell which.
  public func planRemoval(of run: LoggedRun, named revision: String, releasing: Bool = false)
    throws(SharingError) -> RunRemoval
  {
    let isMarked = try RunMark.withdrawn.set(in: self).contains(run.id)
    let isMirrored = try RunMark.mirrored.set(in: self).contains(run.id)
    let isReleased = releasing && isMirrored
    guard let branch = try tipBranch(of: run, named: revision) else {
      return RunRemoval(
        run: run.id, branch: nil, previous: nil, isReleased: isReleased,
        wasWithdrawn: isMarked,
        isDone: isMarked && !isReleased)
    }
    let checkedOut = try git { () throws(GitError) in try repository.checkedOutBranches() }
    if let tree = checkedOut[branch] {
      throw .branchCheckedOut(branch: RunRefs.short(branch), workingTree: tree)
    }
    let previous = try LoraSharing.store { () throws(StoreError) in try self.previous(run) }
    return RunRemoval(
      run: run.id, branch: branch, previous: previous?.id, isReleased: isReleased,
      wasWithdrawn: isMarked, isDone: false)
  }

  /// Carries the removal out, all of it or nothing.
  public func remove(_ removal: RunRemoval) throws(SharingError) {
    try keepObjects(of: removal)
    var transaction = RefTransaction()
    if removal.isReleased {
      transaction.delete(RunMark.mirrored.reference(of: removal.run), expecting: removal.run)
    }
    transaction.set(RunMark.withdrawn.reference(of: removal.run), to: removal.run)
    if let branch = removal.branch {
      transaction.set(RemovedTip.reference(of: removal.run, on: branch), to: removal.run)
      if let previous = removal.previous {
        transaction.move(branch, from: removal.run, to: previous)
      } else {
        transaction.delete(branch, expecting: removal.run)
      }
    }
    try transaction.commit(
      through: Transport(repository.environment), reason: "lora: rm \(removal.run.short)")
  }

  /// What only the mark holds from now on, git-lfs would take for garbage.
  private func keepObjects(of removal: RunRemoval) throws(SharingError) {
    try LoraSharing.store { () throws(StoreError) in
      try protect(run(removal.run.hex))
      guard let branch = removal.branch else { return }
      let others = ["--exclude=\(branch)", "--glob=refs/heads/*", "--tags", "--remotes"]
      let alone = try? pointers(
        of: [removal.run], butNotOf: [removal.previous].compactMap { $0 }, or: others)
      // A damaged history can be hidden, too.
      try protect(alone ?? [])
    }
  }

  private func tipBranch(of run: LoggedRun, named revision: String) throws(SharingError)
    -> String?
  {
    let all = try LoraSharing.store { () throws(StoreError) in try branches() }
    let tips = all.filter { $0.tip == run.id }
    let named = tips.first {
      $0.name.sameBytes(as: revision) || RunRefs.short($0.reference).sameBytes(as: revision)
    }
    if let named { return named.reference }
    if tips.count > 1 { throw .tipOfSeveral(branches: tips.map { RunRefs.short($0.reference) }) }
    return tips.first?.reference
  }
}
