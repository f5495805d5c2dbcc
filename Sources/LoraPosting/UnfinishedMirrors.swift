import LoraClickUp
import LoraExperiment
import LoraFiles
import LoraMirror
public import LoraStore
import LoraTasks

extension RepositoryMirror {
  /// Says on their tasks what processes that are gone have left unsaid: of a run that is a commit its
  /// end, of any other that it was interrupted.
  public func catchUp() throws(StoreError) {
    let open = try outbox.openRuns()
    guard !open.isEmpty else { return }
    let active = Dictionary(try store.activeRuns().map { ($0.area.id, $0) }) { first, _ in first }
    for open in open {
      let run = active[open.run]
      if let run, run.standing != .interrupted || run.trainer != nil { continue }
      // A run whose process is gone may have landed all the same, and not have left its area yet.
      guard let found = RunPlace(of: open.run, in: store) else { continue }
      if case .landed(let landed) = found {
        try finish(landed, on: open.task)
      } else if let run {
        try mirror(of: run, on: open.task).interrupted(after: run.area.events)
      }
      // Neither: its process is about to say so.
    }
  }

  /// Says on its task how a run has ended that another process had to end; what the task has heard
  /// already is not said again. Of a run whose task never heard of it nothing is said.
  public func recovered(_ run: LoggedRun) throws(StoreError) {
    guard let task = try store.record(of: run).clickupTask.flatMap({ TaskReference($0) })?.id(),
      try outbox.knows(run.summary.id)
    else { return }
    try finish(run, on: task)
  }

  private func finish(_ run: LoggedRun, on task: TaskID) throws(StoreError) {
    keepAlive(run)
    try mirror(of: try store.record(of: run), on: task).landedEarlier(try result(of: run))
  }

  /// Writes again what a landed run has to say, for the machine that ran is lost. What that machine
  /// delivered is found on the task.
  public func adopt(_ run: LoggedRun, on task: RunTask) throws(StoreError) {
    keepAlive(run)
    try mirror(of: try store.record(of: run), on: task.id).adopted(try result(of: run))
  }

  private func mirror(of record: RunRecord, on task: TaskID) -> RunMirror {
    mirror(of: record.id, titled: RunTitle(of: record), on: task)
  }

  private func mirror(of run: ActiveRun, on task: TaskID) -> RunMirror {
    let title = RunTitle(
      name: run.state.name, config: run.state.config, host: run.state.process.host)
    return mirror(of: run.area.id, titled: title, on: task)
  }

  private func mirror(of run: RunID, titled title: RunTitle, on task: TaskID) -> RunMirror {
    RunMirror(run: run, task: task, title: title, settings: settings, outbox: outbox)
  }
}

extension RunArea {
  /// What the trainer has told in its journal; nothing when there is none.
  fileprivate var events: [TrainingEvent] {
    let reader = EventReader()
    let bytes = (try? Files.read(journal)).flatMap { $0 } ?? []
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { reader.event(in: Array($0)) }
  }
}
