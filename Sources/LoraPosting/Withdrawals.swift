import LoraMirror
public import LoraStore
import LoraTasks

extension RepositoryMirror {
  /// Tells the run's task that it was withdrawn, if the task ever heard of it.
  public func withdrawn(_ run: LoggedRun) throws(StoreError) {
    guard let run = try mirrored(run) else { return }
    try outbox.withdrawn(run, now: SystemClock().now)
  }

  public func restored(_ run: LoggedRun) throws(StoreError) {
    guard let run = try mirrored(run) else { return }
    try outbox.restored(run, now: SystemClock().now)
  }

  /// Nil when the run belongs to no task.
  private func mirrored(_ run: LoggedRun) throws(StoreError) -> MirroredRun? {
    let record = try store.record(of: run)
    guard let task = record.clickupTask.flatMap({ TaskReference($0) }) else { return nil }
    return MirroredRun(record.id, named: record.name, commit: run.id.hex, on: task.id())
  }
}
