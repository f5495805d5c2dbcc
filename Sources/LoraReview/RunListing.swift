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

/// A commit of a branch that a listing could not read.
public struct BranchFlaw: Sendable, Equatable {
  public let branch: String
  public let flaw: HistoryFlaw
}

/// The runs of a repository, newest first. Read from commits alone: no blob, no cache.
public struct RunListing: Sendable {
  public let rows: [RunRow]
  /// What of which branch could not be read; the rows are all that could.
  public let flaws: [BranchFlaw]
  /// Words among the wanted branches that name none here.
  public let unknown: [String]
  /// What could have been meant by them: branches, and their runs' names.
  public let branches: [String]

  /// - Parameters:
  ///   - branches: only these, by branch, run name or remote branch; all when empty.
  ///   - hidden: commits to leave out.
  public init(of store: RunStore, branches: [String] = [], hidden: Set<ObjectID> = [])
    throws(StoreError)
  {
    let all = (own: try store.branches(), remote: try store.remoteBranches())
    let own = all.own.filter { Self.isWanted($0, branches) }
    let remote = all.remote.filter { Self.isWanted($0, branches) }
    self.branches = (all.own + all.remote).flatMap { [RunRefs.short($0.reference), $0.name] }
    unknown = branches.filter { word in
      !(own + remote).contains { Self.isWanted($0, [word]) }
    }
    var left = hidden
    var rows: [RunRow] = []
    var flaws: [BranchFlaw] = []
    for branch in own + remote {
      let name = RunRefs.short(branch.reference)
      let history = store.history(of: branch.tip)
      rows += Self.rows(of: name, history.runs, without: left)
      flaws += history.flaws.map { BranchFlaw(branch: name, flaw: $0) }
      // A run that a branch of ours holds is not listed again as the remote's.
      if !remote.isEmpty { for placed in history.runs { left.insert(placed.run.id) } }
    }
    self.flaws = flaws
    self.rows = Self.newestFirst(rows)
  }

  init(rows: [RunRow], flaws: [BranchFlaw], unknown: [String], branches: [String]) {
    self.branches = branches
    self.rows = Self.newestFirst(rows)
    self.flaws = flaws
    self.unknown = unknown
  }

  /// Indices are sorted, since a row is large.
  private static func newestFirst(_ rows: [RunRow]) -> [RunRow] {
    let times = rows.map(\.run.commit.committer.seconds)
    return rows.indices.sorted { times[$0] > times[$1] }.map { rows[$0] }
  }

  private static func isWanted(_ branch: RunBranch, _ wanted: [String]) -> Bool {
    wanted.isEmpty || wanted.contains(RunRefs.short(branch.reference))
      || wanted.contains(branch.name)
  }

  static func rows(of branch: String, _ runs: [PlacedRun], without hidden: Set<ObjectID>)
    -> [RunRow]
  {
    runs.indices.compactMap { index in
      let (run, place) = (runs[index].run, runs[index].place)
      guard !hidden.contains(run.id) else { return nil }
      let before = index + 1 < runs.count ? runs[index + 1].run : nil
      let changes = before.map {
        SettingChange.between($0.summary.settings, run.summary.settings)
      }
      return RunRow(
        name: place == 0 ? branch : "\(branch)~\(place)", run: run, changes: changes ?? [])
    }
  }
}
