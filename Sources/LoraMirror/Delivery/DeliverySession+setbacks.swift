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
      try rememberPlan(of: workspace, error, at: write.run)
    case (.storageFull, .upload):
      try outbox.write(notice(ofSetAside: entry))
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

  /// Remembers that the plan allows no more writes to fields, or that it does again.
  func rememberPlan(
    of workspace: String?, _ error: ClickUpError?, at run: LandedVersion
  ) throws(StoreError) {
    var ledger = try outbox.ledger(ofWorkspace: workspace ?? "")
    let limit = PlanLimit.after(
      error, of: ledger.planLimit, workspace: ledger.workspace, commit: run.commit,
      run: run.name, now: clock.now)
    guard limit != ledger.planLimit else { return }
    ledger.planLimit = limit
    try outbox.write(ledger)
  }

  /// Says once a run that its files wait for room.
  private func notice(ofSetAside entry: OutboxEntry) -> Wish {
    let waiting = entries.filter { $0.run == entry.run }.compactMap {
      if case .upload(let upload) = $0.effect { upload.name } else { nil }
    }
    return Wish(
      EffectKey(entry.run, .full), of: entry.run, on: entry.task, since: entry.since,
      isRebuilt: entry.isRebuilt,
      .comment(NewComment(.text(NoteComment.storageFull(waiting: waiting).text))))
  }

  /// A call that changes nothing failed, or one that did not happen.
  func stumble(over error: ClickUpError, at entry: OutboxEntry) throws(StoreError) {
    switch error.kind {
    case .badToken, .tokenWithheld:
      (report.obstacle, isObstaclePassing) = (error.cause, false)
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
