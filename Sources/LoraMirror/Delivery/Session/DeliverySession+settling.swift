import LoraClickUp
import LoraExperiment
import LoraStore

/// Leaving the outbox: what follows is written first, then the ledger, then the file is removed.
extension DeliverySession {
  func settle(_ entry: OutboxEntry, _ receipt: Receipt) throws(StoreError) {
    for wish in receipt.consequences + watch(entry) { try means.outbox.write(wish) }
    if try isOnlyFound(entry, receipt) { return }
    try keepForTask(receipt.finding, of: entry)
    try book.change(entry) { ledger in
      ledger.progress[entry.key.name] = nil
      ledger.delivered[entry.key.name] = Delivered(of: entry, receipt)
      if case .status(let status)? = receipt.finding { ledger.status = status }
    }
    try queue.remove(entry)
    report.note(receipt, of: entry.key)
  }

  /// Notes the comment that a text went into. A comment that was looked for may hold an earlier
  /// text: then the entry stays, and its next verdict compares.
  private func isOnlyFound(_ entry: OutboxEntry, _ receipt: Receipt) throws(StoreError) -> Bool {
    guard case .update = entry.effect, case .done(.comment(let id, let date)?) = receipt
    else { return false }
    var kept = book.keptComment(of: entry)
    let isNew = kept.id == nil
    (kept.id, kept.date) = (id, date)
    try book.keep(kept, of: entry)
    guard isNew, book.progress(of: entry).phase == .doubtful else { return false }
    try book.forgetProgress(of: entry)
    return true
  }

  /// What the runs of a task have to know of each other.
  private func keepForTask(_ finding: Receipt.Finding?, of entry: OutboxEntry)
    throws(StoreError)
  {
    switch (finding, entry.effect) {
    case (.currentValues(let values)?, _):
      try book.changeTask(of: entry) {
        ($0.values, $0.revision) = (values, $0.revision + 1)
      }
    case (.field(let value)?, _):
      try book.changeTask(of: entry) { $0.note(written: value) }
    case (.status(let status)?, _) where book.progress(of: entry).sends > 0:
      try book.changeTask(of: entry) {
        $0.note(set: SetStatus(name: status.name, time: status.time))
      }
    default: break
    }
  }

  /// A comment that was posted again may turn up twice.
  private func watch(_ entry: OutboxEntry) -> [Wish] {
    guard book.progress(of: entry).sends > 1, let signature = signature(of: entry) else {
      return []
    }
    return [entry.consequence(.extra(of: signature, run: entry.run), .singleComment(signature))]
  }

  /// The key in the last line of the comment that the entry posts; nil when it posts none.
  private func signature(of entry: OutboxEntry) -> EffectKey? {
    switch entry.effect {
    case .comment: return entry.key
    case .update:
      let kept = book.keptComment(of: entry)
      return kept.id == nil
        ? EffectKey(run: entry.key.run, kind: entry.key.comment.kind, number: kept.number) : nil
    case .upload, .status, .field, .description, .singleComment: return nil
    }
  }
}

extension DeliveryReport {
  fileprivate mutating func note(_ receipt: Receipt, of key: EffectKey) {
    if let reason = receipt.reason {
      left.append(Left(key: key, reason: reason))
    } else {
      delivered.append(key)
    }
  }
}

extension EffectKey {
  /// One watch a comment, whose number says which.
  fileprivate static func extra(of key: EffectKey, run: RunID) -> EffectKey {
    let kind = Kind.allCases.firstIndex(of: key.kind) ?? 0
    return EffectKey(run, .extra, key.number * 100 + kind)
  }
}
