public import LoraExperiment
import LoraFiles
public import LoraGit

extension RunStore {
  /// Puts a finished run that is on no branch on its own, where that needs no new commit: its hash
  /// has been told.
  ///
  /// - Throws: what is in the way; a branch that has moved on since counts as one.
  public func landKept(_ run: LoggedRun, of record: RunRecord, by identities: Identities)
    throws(StoreError) -> LandedRun
  {
    let branch = record.branch
    let move = try BranchMove(in: self)
    try move.perform(on: branch) { () throws(StoreError) in
      try checkTarget(branch)
      var attempt = 0
      while true {
        do throws(GitError) {
          return try pointKept(branch, to: run, of: record, by: identities)
        } catch {
          guard error.kind == .locked, attempt < 40 else { throw .git(error) }
          if move.isLockAbandoned(on: branch, attempt: attempt) {
            repository.removeLock(of: branch)
          }
          Pause.briefly(attempt)
          attempt += 1
        }
      }
    }
    dropActiveOfLanded(record.id)
    return LandedRun(commit: run.id, branch: branch, record: record)
  }

  private func pointKept(
    _ branch: String, to run: LoggedRun, of record: RunRecord, by identities: Identities
  ) throws(GitError) {
    let tip = try repository.reference(branch)
    if let tip, try !repository.isAncestor(tip, of: run.id) {
      throw GitError(.moved, "land", "\(RunRefs.short(branch)) has moved on since")
    }
    try repository.move(
      branch, from: tip, to: run.id, reason: "lora: \(record.name)", by: identities.committer)
  }

  /// Drops what a run needed that has landed, or that is not to land any more: its active reference
  /// and its private area.
  public func clear(_ held: HeldRunArea) throws(StoreError) {
    try dropActive(held.area.id)
    repository.removeLock(of: RunRefs.active(held.area.id))
    try held.area.remove()
  }
}
