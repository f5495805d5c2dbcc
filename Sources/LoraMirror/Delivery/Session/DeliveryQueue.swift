import LoraClickUp
import LoraStore

/// What waits in the outbox, in order, and what one delivery has learnt about when each can go on.
final class DeliveryQueue {
  private(set) var entries: [OutboxEntry] = []
  private let outbox: Outbox
  let book: LedgerBook
  private var known: [String: OutboxEntry] = [:]

  // By the entry's number; nothing of it outlives the delivery.
  private(set) var rests: [Int: Rest] = [:]
  private(set) var lookedAtInDoubt: Set<Int> = []
  private(set) var closedTasks: [TaskID: String] = [:]
  private(set) var needless: [DeliveryReport.Left] = []

  /// Why an entry is left alone for a while.
  struct Rest {
    let reason: String
    let until: Double
    /// Whether those after it in its lane go on.
    let letsOthersPass: Bool
  }

  init(of outbox: Outbox, _ book: LedgerBook) {
    self.outbox = outbox
    self.book = book
  }

  /// Reads what was written since, and drops what a later text, status or withdrawal makes needless.
  func refresh() throws(StoreError) {
    let new = try outbox.refresh(&known)
    entries = known.values.sorted { $0.isBefore($1) }
    for entry in new { try book.open(entry.run) }
    for entry in new where book.ledger(of: entry).hasSettled(entry) { try remove(entry) }
    for later in new {
      for entry in entries where entry.run == later.run && isSuperseded(entry, by: later) {
        if case .status = later.effect, let cause = book.progress(of: entry).cause {
          needless.append(DeliveryReport.Left(key: entry.key, reason: cause))
        }
        try remove(entry)
      }
      if later.key.kind == .withdrawn, !book.ledger(of: later).hasReachedTask { try remove(later) }
    }
  }

  private func isSuperseded(_ entry: OutboxEntry, by later: OutboxEntry) -> Bool {
    guard later.number > entry.number else { return false }
    if later.key.kind == .withdrawn { return book.progress(of: entry).sends == 0 }
    switch (entry.effect, later.effect) {
    case (.status, .status):
      let progress = book.progress(of: entry)
      return progress.isUntouched || progress.sends == 0 && progress.cause != nil
    case (.update(let old), .update(let new)):
      return entry.key == later.key && new.revision > old.revision && later.place <= entry.place
    default: return false
    }
  }

  /// An empty outbox counts from 1 again: nothing learnt about a number outlives its entry.
  func remove(_ entry: OutboxEntry) throws(StoreError) {
    known = known.filter { $0.value.number != entry.number }
    entries.removeAll { $0.number == entry.number }
    rests[entry.number] = nil
    lookedAtInDoubt.remove(entry.number)
    try outbox.remove(entry)
  }

  func rest(_ entry: OutboxEntry, _ rest: Rest) { rests[entry.number] = rest }

  /// It is not known whether the file is there, and a look has not told.
  func leaveInDoubt(_ entry: OutboxEntry) { lookedAtInDoubt.insert(entry.number) }

  /// Nothing more is sent to the task.
  func close(_ task: TaskID, because reason: String) { closedTasks[task] = reason }

  /// Why the entry still waits, as far as this delivery knows.
  func reason(of entry: OutboxEntry) -> String? {
    closedTasks[entry.task] ?? rests[entry.number]?.reason
  }
}
