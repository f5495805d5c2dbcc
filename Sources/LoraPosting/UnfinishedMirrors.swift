import LoraClickUp
import LoraExperiment
import LoraMirror
public import LoraStore
import LoraTasks

extension RepositoryMirror {
  /// Finishes what a process left undone that ended between a run's commit and the last entry about
  /// it: the same entries under the same keys.
  public func finishLanded() throws(StoreError) {
    let open = try outbox.openRuns()
    guard !open.isEmpty else { return }
    // A run whose process is gone may have landed all the same, and not have left its area yet.
    let alive = Set(
      try store.activeRuns().filter { $0.standing != .interrupted }.map(\.area.id))
    for open in open where !alive.contains(open.run) {
      // Not there: it never landed, or its process is about to say so.
      guard let run = try landed(open.run) else { continue }
      keepAlive(run)
      try mirror(of: try store.record(of: run), on: open.task).landedEarlier(try result(of: run))
    }
  }

  /// Writes again what a landed run has to say, for the machine that ran is lost. What that machine
  /// delivered is found on the task.
  public func adopt(_ run: LoggedRun, on task: RunTask) throws(StoreError) {
    keepAlive(run)
    try mirror(of: try store.record(of: run), on: task.id).adopted(try result(of: run))
  }

  private func mirror(of record: RunRecord, on task: TaskID) -> RunMirror {
    RunMirror(
      run: record.id, task: task, title: RunTitle(of: record), settings: settings, outbox: outbox)
  }

  private func landed(_ id: RunID) throws(StoreError) -> LoggedRun? {
    for branch in try store.branches() {
      let runs = try store.runs(from: branch.tip)
      if let run = runs.first(where: { $0.summary.id == id }) { return run }
    }
    return nil
  }
}
