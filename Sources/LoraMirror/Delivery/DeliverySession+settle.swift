import LoraClickUp
import LoraExperiment
import LoraStore

/// Leaving the outbox: what follows is written first, then the ledger, then the file is removed.
extension DeliverySession {
  func settle(_ entry: OutboxEntry, _ receipt: Receipt) throws(StoreError) {
    for wish in receipt.consequences + watch(entry) { try outbox.write(wish) }
    if let values = receipt.values { try keep(values, of: entry) }
    if let words = receipt.written { try note(words, writtenBy: entry) }
    if case .update = entry.effect, receipt.note == nil {
      if try isOnlyFound(entry, receipt) { return }
    }
    try change(entry) { ledger in
      ledger.progress[entry.key.name] = nil
      ledger.delivered[entry.key.name] = Delivered(of: entry, receipt)
      if let status = receipt.status { ledger.status = status }
    }
    try remove(entry)
    if let note = receipt.note {
      report.left.append(.init(key: entry.key, reason: note))
    } else {
      report.delivered.append(entry.key)
    }
  }

  /// Notes the comment that the text went into. A comment that was looked for may hold an earlier
  /// text: then the entry stays, and its next verdict compares.
  private func isOnlyFound(_ entry: OutboxEntry, _ receipt: Receipt) throws(StoreError) -> Bool {
    let phase = progress(of: entry).phase
    var kept = keptComment(of: entry)
    let wasKnown = kept.id != nil
    (kept.id, kept.date) = (receipt.id, receipt.date)
    try keep(kept, of: entry)
    guard !wasKnown, phase == .doubtful else { return false }
    try change(entry) { $0.progress[entry.key.name] = nil }
    return true
  }

  /// A comment that was posted again may turn up twice.
  private func watch(_ entry: OutboxEntry) -> [Wish] {
    guard progress(of: entry).sends > 1 else { return [] }
    let signature: EffectKey
    switch entry.effect {
    case .comment: signature = entry.key
    case .update:
      let kept = keptComment(of: entry)
      guard kept.id == nil else { return [] }
      signature = EffectKey(run: entry.key.run, kind: entry.key.comment.kind, number: kept.number)
    default: return []
    }
    return [
      Wish(
        .extra(of: signature, run: entry.run), of: entry.run, on: entry.task, since: entry.since,
        .singleComment(signature))
    ]
  }

  // MARK: Comments that are kept up to date

  func keptComment(of entry: OutboxEntry) -> KeptComment {
    keptComment(entry.key.comment, of: entry) ?? KeptComment()
  }

  func keptComment(_ key: EffectKey, of entry: OutboxEntry) -> KeptComment? {
    key.kind == .current
      ? (try? outbox.ledger(of: entry.task))?.current
      : ledger(of: entry).comments[key.kind.rawValue]
  }

  func keep(_ comment: KeptComment, of entry: OutboxEntry) throws(StoreError) {
    guard entry.key.kind == .current else {
      return try change(entry) { $0.comments[entry.key.comment.kind.rawValue] = comment }
    }
    var ledger = try outbox.ledger(of: entry.task)
    guard ledger.current != comment else { return }
    ledger.current = comment
    try outbox.write(ledger)
  }

  private func note(_ words: String, writtenBy entry: OutboxEntry) throws(StoreError) {
    guard case .field(let write) = entry.effect else { return }
    var ledger = try outbox.ledger(of: entry.task)
    ledger.written[write.field] = words
    try outbox.write(ledger)
  }

  private func keep(_ values: [CurrentValue], of entry: OutboxEntry) throws(StoreError) {
    var ledger = try outbox.ledger(of: entry.task)
    (ledger.values, ledger.revision) = (values, ledger.revision + 1)
    try outbox.write(ledger)
  }
}

extension Delivered {
  init(of entry: OutboxEntry, _ receipt: Receipt) {
    self.init(id: receipt.id, revision: entry.revision, note: receipt.note)
    if case .upload(let upload) = entry.effect { replaces = upload.replaces }
  }
}

extension RunLedger {
  /// Whether the process that delivered the entry ended before it could remove its file.
  func hasSettled(_ entry: OutboxEntry) -> Bool {
    guard let delivered = delivered[entry.key.name] else { return false }
    return entry.revision.map { $0 <= delivered.revision ?? 0 } ?? true
  }
}

extension EffectKey {
  /// One watch a comment, whose number says which.
  static func extra(of key: EffectKey, run: RunID) -> EffectKey {
    let kind = Kind.allCases.firstIndex(of: key.kind) ?? 0
    return EffectKey(run, .extra, key.number * 100 + kind)
  }
}
