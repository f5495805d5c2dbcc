import LoraClickUp
import LoraExperiment
import LoraStore
import LoraTasks

/// The newest run of each task, as the tips of this repository's own run branches tell.
struct TaskRuns {
  struct Run {
    let branch: String
    let run: LoggedRun
    var name: String { RunRefs.short(branch) }
    /// Milliseconds since 1970.
    var time: Int { run.commit.committer.seconds * 1000 }
  }

  private let byTask: [String: Run]

  init(in store: RunStore) throws(StoreError) {
    var found: [String: Run] = [:]
    for branch in try store.branches() {
      guard let tip = try store.runs(from: branch.tip, limit: 1).first,
        let task = try? store.record(of: tip).clickupTask, let id = TaskReference(task)?.text
      else { continue }
      let run = Run(branch: branch.reference, run: tip)
      if run.time > found[id]?.time ?? .min { found[id] = run }
    }
    byTask = found
  }

  subscript(task: ClickUpTask) -> Run? {
    byTask[task.id] ?? task.customID.flatMap { byTask[$0] }
  }
}
