import LoraClickUp
import LoraStore

/// What an error means for the entry, its task, and the whole delivery.
extension DeliverySession {
  /// ClickUp provably did nothing.
  func refused(_ entry: OutboxEntry, _ error: ClickUpError, _ trial: PlanTrial?)
    throws(StoreError)
  {
    try book.move(entry) { $0.proveUndone(retryAt: now) }
    switch (error.kind, entry.effect) {
    case (.planLimit, .field): if let trial { try book.remember(trial, refusal: error, at: now) }
    case (.storageFull, .upload):
      try means.outbox.write(notice(ofSetAside: entry))
      try book.move(entry) { $0.rest(.setAside, because: error.cause) }
    case (.notFound, .update):
      // The comment or the task: reading the comments tells.
      try book.move(entry) { $0.lookAgain(at: now, waits) }
    case (.refused(let refusal), _) where refusal.isForbidden: try stumble(over: error, at: entry)
    case (.refused, .upload(let upload)):
      try means.outbox.write(notice(ofRefused: upload, entry, error.cause))
      try book.move(entry) { $0.rest(.failed, because: error.cause) }
    case (.planLimit, _), (.storageFull, _), (.refused, _):
      try book.move(entry) { $0.rest(.failed, because: error.cause) }
    default:
      try stumble(over: error, at: entry)
    }
  }

  /// Says once a run that its files wait for room.
  private func notice(ofSetAside entry: OutboxEntry) -> Wish {
    let waiting = queue.entries.filter { $0.run == entry.run }.compactMap {
      if case .upload(let upload) = $0.effect { upload.name } else { nil }
    }
    let note = NoteComment.storageFull(waiting: waiting)
    return entry.consequence(EffectKey(entry.run, .full), .comment(NewComment(.text(note.text))))
  }

  /// Says once a file that ClickUp does not take it, and where it is.
  private func notice(ofRefused upload: Upload, _ entry: OutboxEntry, _ cause: String) -> Wish {
    let note = NoteComment.refusedUpload(
      name: upload.name, bytes: upload.bytes, cause: cause, recorded: upload.recorded)
    return entry.consequence(
      EffectKey(entry.run, .refused, entry.key.number), .comment(NewComment(.text(note.text))))
  }

  /// A call that changes nothing failed, or one that did not happen.
  func stumble(over error: ClickUpError, at entry: OutboxEntry) throws(StoreError) {
    switch error.kind {
    case .badToken, .tokenWithheld: weather.refuseToken(error)
    case .rateLimited(let until):
      weather.pause(until: until ?? now + waits.seconds[1], because: error.cause)
    case .transport, .unavailable: weather.fail(error, at: now, waits)
    case .notFound(let refusal) where refusal.isOfDeletedTask:
      // Nothing will ever get there, and nobody has to come back for it; but it is said.
      try means.outbox.note(deleted: entry.task, at: now)
      try settle(entry, .left(because: error.cause))
    case .notFound(let refusal) where refusal.status == 404:
      try book.move(entry) { $0.rest(.failed, because: error.cause) }
    case .notFound: queue.close(entry.task, because: error.cause)
    // The right may be given at any time, as a token may.
    case .planLimit, .storageFull, .refused, .unreadable:
      queue.rest(
        entry, .init(reason: error.cause, until: now + waits.needing, letsOthersPass: false))
    }
  }
}

extension ClickUpError.Refusal {
  fileprivate var isOfDeletedTask: Bool { code == "ITEM_013" }

  /// The token is good, and its user may not do this here.
  fileprivate var isForbidden: Bool { status == 403 }
}
