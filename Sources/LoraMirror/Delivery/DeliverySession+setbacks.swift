import LoraClickUp
import LoraStore

/// What an error means for the entry, its task, and the whole delivery.
extension DeliverySession {
  private static let mostFailures = 5

  /// ClickUp provably did nothing.
  func refused(_ entry: OutboxEntry, _ error: ClickUpError, _ workspace: String?)
    throws(StoreError)
  {
    try changeProgress(entry) { $0.proveUndone(retryAt: clock.now) }
    switch (error.kind, entry.effect) {
    case (.planLimit, .field(let write)):
      try stopFields(of: workspace, at: write.run.commit)
    case (.storageFull, .upload):
      try outbox.write(SetAside.notice(of: entry))
      try changeProgress(entry) { $0.rest(.setAside, because: error.cause) }
    case (.notFound, .update):
      // The comment or the task: reading the comments tells.
      try changeProgress(entry) { $0.lookAgain(at: clock.now, waits) }
    case (.planLimit, _), (.storageFull, _), (.refused, _):
      try changeProgress(entry) { $0.rest(.failed, because: error.cause) }
    default:
      try stumble(over: error, at: entry)
    }
  }

  private func stopFields(of workspace: String?, at commit: String) throws(StoreError) {
    var ledger = try outbox.ledger(ofWorkspace: workspace ?? "")
    guard ledger.fieldsStoppedAt == nil else { return }
    ledger.fieldsStoppedAt = commit
    try outbox.write(ledger)
  }

  /// A call that changes nothing failed, or one that did not happen.
  func stumble(over error: ClickUpError, at entry: OutboxEntry) throws(StoreError) {
    switch error.kind {
    case .badToken, .tokenWithheld: report.obstacle = error.cause
    case .rateLimited(let until): pausedUntil = max(pausedUntil, until ?? clock.now + 60)
    case .transport, .unavailable: stumbleInPassing(error)
    case .notFound(let refusal) where refusal.status == 404:
      try changeProgress(entry) { $0.rest(.failed, because: error.cause) }
    case .notFound: unreachableTasks[entry.task] = error.cause
    case .planLimit, .storageFull, .refused, .unreadable:
      rests[entry.number] = Rest(
        reason: error.cause, until: clock.now + waits.needing, letsOthersPass: false)
    }
  }

  private func stumbleInPassing(_ error: ClickUpError) {
    failures += 1
    let isOffline = !hasReached && error.neverLeft
    if isOffline || failures >= DeliverySession.mostFailures {
      report.obstacle = error.cause
    } else {
      pausedUntil = clock.now + waits.pause(after: failures)
    }
  }
}

/// Files that the workspace has no room for.
enum SetAside {
  static func notice(of entry: OutboxEntry) -> Wish {
    let text =
      "The workspace's storage is full: files of this run are set aside. They are sent again by "
      + "git lora sync once there is room."
    return Wish(
      EffectKey(entry.run, .full), of: entry.run, on: entry.task, since: entry.since,
      isRebuilt: entry.isRebuilt, .comment(NewComment(.text(text))))
  }
}
