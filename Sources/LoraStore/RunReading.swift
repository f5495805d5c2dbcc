public import LoraExperiment
public import LoraGit
import LoraNames

extension RunStore {
  /// The runs from `commit` back along first parents, newest first, up to the first commit that is
  /// none. Reads commits only.
  public func runs(from commit: ObjectID, limit: Int = .max) throws(StoreError) -> [LoggedRun] {
    var runs: [LoggedRun] = []
    try store { () throws(GitError) in
      try repository.walkFirstParents(from: commit) { commit in
        guard runs.count < limit, let run = LoggedRun(commit) else { return false }
        runs.append(run)
        return true
      }
    }
    return runs
  }

  /// The run that `revision` names: a branch, `runs/x~2`, a hash; or a run's name without the
  /// branch's prefix, as in `x~2`.
  public func run(_ revision: String) throws(StoreError) -> LoggedRun {
    do { return try runCommit(revision) } catch {
      if let run = try? runCommit(RunRefs.short(refs.prefix) + revision) { return run }
      throw hinted(error, at: revision)
    }
  }

  /// After a clone the runs are on remotes' branches alone, and not under their own names.
  private func hinted(_ error: StoreError, at revision: String) -> StoreError {
    guard case .git(let reason) = error, reason.kind == .notFound else { return error }
    let end = revision.utf8.firstIndex { "~^".utf8.contains($0) } ?? revision.endIndex
    let name = revision[..<end]
    let found = try? remoteBranches().first {
      $0.name.sameBytes(as: name) || $0.reference.ends(with: "/\(name)")
    }
    guard let found else { return error }
    let here = RunRefs.short(found.reference) + revision[end...]
    return .git(
      GitError(
        .notFound, reason.operation, reason.message, hint: "a remote's branch has it: \(here)"))
  }

  private func runCommit(_ revision: String) throws(StoreError) -> LoggedRun {
    let commit = try store { () throws(GitError) in
      try repository.commit(try repository.resolve(revision))
    }
    guard let run = LoggedRun(commit) else { throw .notARun(revision: revision) }
    return run
  }

  /// The run before `run` on its branch.
  public func previous(_ run: LoggedRun) throws(StoreError) -> LoggedRun? {
    try store { () throws(GitError) in try repository.firstParent(of: run.commit) }
      .flatMap(LoggedRun.init)
  }

  /// A file of the run's folder; of an LFS file this is the pointer. Nil when there is none.
  public func file(_ path: String, of run: LoggedRun) throws(StoreError) -> [UInt8]? {
    try store { () throws(GitError) in
      try repository.file(at: "\(run.summary.folder)/\(path)", in: run.commit.tree)
    }
  }

  public func record(of run: LoggedRun) throws(StoreError) -> RunRecord {
    guard let bytes = try file(RecordCodec.recordFile, of: run) else {
      throw .unreadable(
        file: "\(run.summary.folder)/\(RecordCodec.recordFile)",
        reason: "the run \(run.id.short) has no such file")
    }
    return try RecordCodec.record(from: bytes)
  }

  /// The training data of a run, by content; empty when it recorded none.
  public func manifest(of run: LoggedRun) throws(StoreError) -> DataManifest {
    try file(RecordCodec.manifestFile, of: run)
      .map { bytes throws(StoreError) in try RecordCodec.manifest(from: bytes) }
      ?? DataManifest(files: [])
  }

  public func metrics(of run: LoggedRun) throws(StoreError) -> [Metric] {
    try file(RecordCodec.metricsFile, of: run)
      .map { bytes throws(StoreError) in try RecordCodec.metrics(from: bytes) } ?? []
  }
}
