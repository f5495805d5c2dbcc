public import LoraClickUp
public import LoraExperiment
public import LoraStore

/// Runs that `git lora rm` removes, and those that come back.
extension Outbox {
  /// Says on the task that the run was withdrawn. What it still had to do there is dropped; a run
  /// that the task never heard of stays unmentioned.
  public func withdrawn(
    _ run: RunID, named name: String, commit: String, on task: TaskID, now: Double
  ) throws(StoreError) {
    for entry in try entries() where entry.run == run && isUntried(entry) { try remove(entry) }
    let ledger = try ledger(of: run)
    guard !ledger.delivered.isEmpty || !ledger.progress.isEmpty else { return }
    try note(.withdrawn(run: name, commit: commit), .withdrawn, of: run, on: task, now: now)
  }

  public func restored(
    _ run: RunID, named name: String, commit: String, on task: TaskID, now: Double
  ) throws(StoreError) {
    guard try ledger(of: run).delivered.keys.contains(where: { $0.hasPrefix("withdrawn-") })
    else { return }
    try note(.restored(run: name, commit: commit), .restored, of: run, on: task, now: now)
  }

  private func isUntried(_ entry: OutboxEntry) -> Bool {
    guard let ledger = try? ledger(of: entry.run) else { return false }
    return ledger.progress[entry.key.name].map { $0.sends == 0 } ?? true
  }

  /// A run may be withdrawn, restored and withdrawn again: each is said once.
  private func note(
    _ note: NoteComment, _ kind: EffectKey.Kind, of run: RunID, on task: TaskID, now: Double
  ) throws(StoreError) {
    let names =
      try ledger(of: run).delivered.keys
      + entries().filter { $0.run == run }.map(\.key.name)
    let numbers = names.compactMap { EffectKey.number(of: $0, kind) }
    let key = EffectKey(run, kind, (numbers.max() ?? 0) + 1)
    try write(Wish(key, of: run, on: task, since: now, .comment(NewComment(.text(note.text)))))
  }
}
