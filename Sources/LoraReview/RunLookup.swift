public import LoraStore

/// Finds the runs a user means without naming them.
public struct RunLookup {
  let store: RunStore

  public init(store: RunStore) { self.store = store }

  /// The newest run of this repository's own branches; nil when there is none.
  public func newest() throws(StoreError) -> LoggedRun? {
    var newest: LoggedRun?
    for branch in try store.branches() {
      guard let tip = try store.runs(from: branch.tip, limit: 1).first else { continue }
      if tip.commit.committer.seconds > newest?.commit.committer.seconds ?? .min { newest = tip }
    }
    return newest
  }

  /// The nearest run before `run` on its branch that has an adapter; any, when failed ones count.
  public func partner(of run: LoggedRun, includingFailed: Bool) throws(StoreError) -> LoggedRun? {
    var candidate = try store.previous(run)
    while let found = candidate {
      let counts = try hasAdapter(found)
      if includingFailed || counts { return found }
      candidate = try store.previous(found)
    }
    return nil
  }

  private func hasAdapter(_ run: LoggedRun) throws(StoreError) -> Bool {
    guard run.summary.state != .failed else { return false }
    return try store.record(of: run).files.contains { $0.role == .adapter && $0.inLFS }
  }
}
