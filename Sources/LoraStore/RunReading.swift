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
  /// branch's prefix, as in `x~2`. A name that only remotes' branches have stands for theirs.
  public func run(_ revision: String) throws(StoreError) -> LoggedRun {
    do { return try runCommit(revision) } catch {
      if let run = try? runCommit(RunRefs.short(refs.prefix) + revision) { return run }
      guard case .git(let reason) = error, reason.kind == .notFound else { throw error }
      return try remoteRun(revision, reason)
    }
  }

  /// After a clone the runs are on remotes' branches alone, and not under their own names.
  private func remoteRun(_ revision: String, _ reason: GitError) throws(StoreError) -> LoggedRun {
    let end = revision.utf8.firstIndex { "~^".utf8.contains($0) } ?? revision.endIndex
    let name = revision[..<end]
    let all = try remoteBranches()
    let found = all.filter {
      $0.name.sameBytes(as: name) || $0.reference.ends(with: "/\(name)")
    }
    let tips = Set(found.map(\.tip))
    let names = found.map { RunRefs.short($0.reference) + revision[end...] }
    if tips.count == 1, let only = names.first { return try runCommit(only) }
    let hint =
      names.isEmpty
      ? NearestName.of(String(name), among: try knownNames(all)).map { "did you mean \($0)?" }
      : "several remotes have one: \(names.joined(separator: ", "))"
    throw .git(
      GitError(
        .notFound, reason.operation, reason.message,
        hint: hint ?? reason.hint ?? "git lora log lists all runs"))
  }

  private func knownNames(_ remote: [RunBranch]) throws(StoreError) -> [String] {
    let all = try branches() + remote
    return NameSet(all.flatMap { [$0.name, RunRefs.short($0.reference)] }).inByteOrder()
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
