public import LoraStore

/// Finds the runs a user means without naming them.
public struct RunLookup {
  let store: RunStore

  public init(store: RunStore) { self.store = store }

  /// The newest run of this repository's own branches, and its branch; nil when there is none.
  /// Withdrawn runs do not count, here and below.
  public func newest() throws(StoreError) -> (run: LoggedRun, branch: String)? {
    let hidden = try RunMark.withdrawn.commits(in: store)
    var newest: (run: LoggedRun, branch: String)?
    for branch in try store.branches() {
      let runs = store.history(of: branch.tip, limit: hidden.count + 1).runs.map(\.run)
      guard let tip = runs.first(where: { !hidden.contains($0.id) }) else { continue }
      if tip.commit.committer.seconds > newest?.run.commit.committer.seconds ?? .min {
        newest = (tip, RunRefs.short(branch.reference))
      }
    }
    return newest
  }

  /// The nearest run before `run` on its branch that has an adapter; any, when failed ones count.
  public func partner(of run: LoggedRun, includingFailed: Bool) throws(StoreError) -> LoggedRun? {
    let hidden = try RunMark.withdrawn.commits(in: store)
    var candidate = try store.previous(run)
    while let found = candidate {
      let counts = try hasAdapter(found)
      if !hidden.contains(found.id), includingFailed || counts { return found }
      candidate = try store.previous(found)
    }
    return nil
  }

  private func hasAdapter(_ run: LoggedRun) throws(StoreError) -> Bool {
    guard run.summary.state != .failed else { return false }
    return try store.record(of: run).files.contains { $0.role == .adapter && $0.inLFS }
  }
}
