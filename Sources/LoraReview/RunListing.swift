public import LoraExperiment
public import LoraGit
public import LoraStore

/// One run in a list: the name people call it by, and what changed since the run before.
public struct RunRow: Sendable {
  /// `runs/x` for the tip, then `runs/x~1`, `runs/x~2`, …; `origin/runs/x` where only the remote
  /// has it.
  public let name: String
  public let run: LoggedRun
  public let changes: [SettingChange]
}

/// The runs of a repository, newest first. Read from commits alone: no blob, no cache.
public struct RunListing: Sendable {
  public let rows: [RunRow]
  /// Words among the wanted branches that name none here.
  public let unknown: [String]

  /// - Parameters:
  ///   - branches: only these, by branch, run name or remote branch; all when empty.
  ///   - hidden: commits to leave out.
  public init(of store: RunStore, branches: [String] = [], hidden: Set<ObjectID> = [])
    throws(StoreError)
  {
    let all = (own: try store.branches(), remote: try store.remoteBranches())
    let own = all.own.filter { Self.isWanted($0, branches) }
    let remote = all.remote.filter { Self.isWanted($0, branches) }
    unknown = branches.filter { word in
      !(own + remote).contains { Self.isWanted($0, [word]) }
    }
    var left = hidden
    var rows: [RunRow] = []
    for branch in own + remote {
      let runs = try store.runs(from: branch.tip)
      rows += Self.rows(of: RunRefs.short(branch.reference), runs, without: left)
      // A run that a branch of ours holds is not listed again as the remote's.
      if !remote.isEmpty { for run in runs { left.insert(run.id) } }
    }
    self.rows = rows.sorted { $0.run.commit.committer.seconds > $1.run.commit.committer.seconds }
  }

  private static func isWanted(_ branch: RunBranch, _ wanted: [String]) -> Bool {
    wanted.isEmpty || wanted.contains(RunRefs.short(branch.reference))
      || wanted.contains(branch.name)
  }

  private static func rows(of branch: String, _ runs: [LoggedRun], without hidden: Set<ObjectID>)
    -> [RunRow]
  {
    runs.indices.compactMap { index in
      guard !hidden.contains(runs[index].id) else { return nil }
      let before = index + 1 < runs.count ? runs[index + 1] : nil
      let changes = before.map {
        SettingChange.between($0.summary.settings, runs[index].summary.settings)
      }
      return RunRow(
        name: index == 0 ? branch : "\(branch)~\(index)", run: runs[index],
        changes: changes ?? [])
    }
  }
}
