import LoraExperiment
import LoraStore

/// What the deliverer knows of one run: `lora/mirror/<id>.json`. It alone writes it.
///
/// Losing it costs look-ups, not duplicates, as long as entries that wait are rebuilt too.
struct RunLedger: Codable, Equatable {
  private(set) var format = 1
  let run: RunID
  /// By the key's name.
  var delivered: [String: Delivered] = [:]
  /// Entries that have been tried, by the key's name.
  var progress: [String: Progress] = [:]
  /// The comments that are kept up to date, by kind.
  var comments: [String: KeptComment] = [:]
  var status: SeenStatus?

  init(of run: RunID) { self.run = run }

  /// Whether the process that delivered the entry ended before it could remove its file.
  func hasSettled(_ entry: OutboxEntry) -> Bool {
    guard let delivered = delivered[entry.key.name] else { return false }
    // What was better left may be right by now.
    if entry.isRebuilt && delivered.note != nil { return false }
    return entry.revision.map { $0 <= delivered.revision ?? 0 } ?? true
  }

  /// Whether the task may have heard of the run.
  var hasReachedTask: Bool {
    !delivered.isEmpty || progress.values.contains { $0.sends > 0 }
  }

  /// Whether ClickUp has a file of ours, whole.
  func hasArrived(_ file: EffectKey) -> Bool {
    delivered.contains { name, effect in
      let isIt = name == file.name || effect.replaces == file.number
      return isIt && effect.id != nil && effect.note == nil
    }
  }
}

/// What became of an effect.
struct Delivered: Codable, Equatable {
  /// The comment's or the attachment's id on ClickUp.
  var id: String?
  var revision: Int?
  /// Why there was nothing to do, in words; nil when it was done.
  var note: String?
  /// Of a file: the number of the broken one that it stands in for.
  var replaces: Int?
}

extension Delivered {
  init(of entry: OutboxEntry, _ receipt: Receipt) {
    self.init(
      id: receipt.finding?.id, revision: entry.revision, note: receipt.reason,
      replaces: entry.replaces)
  }
}

/// The comment that a kind's texts go into.
struct KeptComment: Codable, Equatable {
  /// Grows when a person has deleted or resolved the one before.
  var number = 1
  /// Nil: not posted yet.
  var id: String?
  /// Milliseconds since 1970.
  var date: Int?
}

/// The status that the run last set or saw.
struct SeenStatus: Codable, Equatable {
  var name: String
  /// What it was before the run set it: a stale answer may still show it for a while.
  var before: String?
  /// Seconds since 1970.
  var time: Double
}

extension Outbox {
  func ledger(of run: RunID) throws(StoreError) -> RunLedger {
    try ledgers.read(RunLedger.self, run.text) ?? RunLedger(of: run)
  }

  func write(_ ledger: RunLedger) throws(StoreError) {
    try ledgers.write(ledger, ledger.run.text)
  }
}
