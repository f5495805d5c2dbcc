public import LoraGit
import LoraNames
import LoraStore

/// Runs of a config that are on a remote's branch alone, as after a clone: the next run follows
/// them, so that the branch goes up as it would from the clone that made them.
public struct ContinuedBranch: Sendable {
  /// `origin/runs/x`
  public let name: String
  public let tip: ObjectID
  let last: LoggedRun

  /// The run that was found to be followed when this one began.
  init?(following commit: String, in store: RunStore) {
    guard let run = try? store.run(commit) else { return nil }
    (name, tip, last) = (run.id.short, run.id, run)
  }

  /// Nil when the branch exists here, when no remote has it with runs of that config, and when
  /// several do and none of them is `origin`.
  init?(of branch: String, config: String, in store: RunStore) throws(RunFailure) {
    let reference = "refs/heads/" + branch
    let own = try failing { () throws(GitError) in try store.repository.reference(reference) }
    guard own == nil else { return nil }
    let remote = try failing { () throws(StoreError) in try store.remoteBranches() }
      .filter { $0.reference.ends(with: "/" + branch) }
    let origin = remote.first { $0.reference.sameBytes(as: "refs/remotes/origin/" + branch) }
    guard let found = origin ?? (remote.count == 1 ? remote.first : nil),
      let last = store.history(of: found.tip, limit: 1).runs.first?.run,
      last.id == found.tip, last.summary.config.sameBytes(as: config)
    else { return nil }
    name = RunRefs.short(found.reference)
    tip = found.tip
    self.last = last
  }
}
