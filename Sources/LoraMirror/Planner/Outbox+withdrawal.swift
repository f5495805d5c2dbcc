import LoraClickUp
public import LoraStore

/// Runs that `git lora rm` removes, and those that come back.
extension Outbox {
  /// Says on the task that the run was withdrawn. What it still had to do there is dropped; a run
  /// that the task never heard of stays unmentioned.
  ///
  /// A deliverer that is at work does so when it sees the word; where there is none it is done here.
  ///
  /// - Parameter now: seconds since 1970.
  public func withdrawn(_ run: MirroredRun, now: Double) throws(StoreError) {
    try say(.withdrawn(run: run.name, commit: run.commit), as: .withdrawn, of: run, now: now)
    guard let lock = try lockDelivery() else { return }
    defer { withExtendedLifetime(lock) {} }
    try DeliveryQueue(of: self, LedgerBook(of: self)).refresh()
  }

  /// Says so where the withdrawal was said.
  public func restored(_ run: MirroredRun, now: Double) throws(StoreError) {
    guard try !numbers(of: .withdrawn, of: run).isEmpty else { return }
    try say(.restored(run: run.name, commit: run.commit), as: .restored, of: run, now: now)
  }

  /// A run may be withdrawn, restored and withdrawn again: each is said once.
  private func say(
    _ note: NoteComment, as kind: EffectKey.Kind, of run: MirroredRun, now: Double
  ) throws(StoreError) {
    let key = EffectKey(run.id, kind, (try numbers(of: kind, of: run).max() ?? 0) + 1)
    try write(
      Wish(key, of: run.id, on: run.task, since: now, .comment(NewComment(.text(note.text)))))
  }

  /// Those that were said, and those that wait to be.
  private func numbers(of kind: EffectKey.Kind, of run: MirroredRun) throws(StoreError) -> [Int] {
    let waiting = try entries().filter { $0.run == run.id }.map(\.key.name)
    return try (ledger(of: run.id).delivered.keys + waiting)
      .compactMap { EffectKey.number(of: $0, kind) }
  }
}
