import LoraMirror
public import LoraStore
import LoraTasks

extension RepositoryMirror {
  /// Tells the run's task that it was withdrawn, if the task ever heard of it.
  public func withdrawn(_ run: LoggedRun) throws(StoreError) {
    let record = try store.record(of: run)
    guard let task = record.clickupTask.flatMap({ TaskReference($0) }) else { return }
    try outbox.withdrawn(
      record.id, named: record.name, commit: run.id.hex, on: task.id(), now: SystemClock().now)
  }

  public func restored(_ run: LoggedRun) throws(StoreError) {
    let record = try store.record(of: run)
    guard let task = record.clickupTask.flatMap({ TaskReference($0) }) else { return }
    try outbox.restored(
      record.id, named: record.name, commit: run.id.hex, on: task.id(), now: SystemClock().now)
  }
}
