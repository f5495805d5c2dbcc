public import LoraExperiment
import LoraGit

/// A finished run that could not land on its branch.
public struct KeptRun: Sendable {
  public let run: LoggedRun
  public let record: RunRecord
  /// The command that lands it.
  public let landing: String
}

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
    case .unsigned, .branchBusy:
      return error
    default:
      return .kept(error, commit: commit, landing: landing(of: commit, draft.record))
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

  /// Finished runs that wait under their active reference alone, oldest first: what could not land
  /// and whose process is gone. One that somebody has landed by hand since is none.
  public func keptRuns() throws(StoreError) -> [KeptRun] {
    var kept: [KeptRun] = []
    for (id, run) in try activeCommits() where run.summary.state.isEnd {
      // With an area, its process is still at it.
      guard try area(of: id).state() == nil else { continue }
      if let run = try keptRun(run) { kept.append(run) }
    }
    return kept.sorted { $0.record.started < $1.record.started }
  }

  private func landing(of commit: ObjectID, _ record: RunRecord) -> String? {
    guard let run = (try? repository.commit(commit)).flatMap(LoggedRun.init) else { return nil }
    return (try? landing(of: run, record)) ?? nil
  }

  /// Nil when the run is on its branch.
  public func keptRun(_ run: LoggedRun) throws(StoreError) -> KeptRun? {
    let record = try record(of: run)
    return try landing(of: run, record).map { KeptRun(run: run, record: record, landing: $0) }
  }

  /// The command that puts a run on its branch; on another where that one has moved on, or cannot
  /// exist. Nil when it is there already.
  private func landing(of run: LoggedRun, _ record: RunRecord) throws(StoreError) -> String? {
    let branch = RunRefs.short(record.branch)
    let own = "git branch \(ShellWord.quoting("\(branch)-\(record.id.short)")) \(run.id)"
    let tip = try store { () throws(GitError) in try repository.reference(record.branch) }
    let tree = try store { () throws(GitError) in
      try repository.checkedOutBranches()[record.branch]
    }
    guard let tip else {
      let isFree = (try? checkTarget(record.branch)) != nil
      return isFree ? "git branch \(ShellWord.quoting(branch)) \(run.id)" : own
    }
    return try store { () throws(GitError) in
      if try repository.isAncestor(run.id, of: tip) { return nil }
      guard try repository.isAncestor(tip, of: run.id) else { return own }
      return tree.map { "git -C \(ShellWord.quoting($0)) merge --ff-only \(run.id)" }
        ?? "git branch -f \(ShellWord.quoting(branch)) \(run.id)"
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
