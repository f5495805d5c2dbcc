public import LoraStore

/// Finds the run a user means.
public struct RunLookup {
  let store: RunStore

  public init(store: RunStore) { self.store = store }

  /// A revision (`runs/x~2`, a hash, `origin/runs/x`), or a run's name without the branch's prefix
  /// (`x~2`).
  public func run(_ named: String) throws(StoreError) -> LoggedRun {
    do { return try store.run(named) } catch {
      guard let run = try? store.run(RunRefs.short(store.refs.prefix) + named) else { throw error }
      return run
    }
  }

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
