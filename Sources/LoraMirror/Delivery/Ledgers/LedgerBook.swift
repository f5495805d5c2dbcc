import LoraClickUp
import LoraExperiment
import LoraStore

/// The ledgers of the runs that have entries. A change is on the disk before anything else happens.
final class LedgerBook {
  private let outbox: Outbox
  private var runs: [RunID: RunLedger] = [:]

  init(of outbox: Outbox) { self.outbox = outbox }

  /// Reads the run's ledger, once.
  func open(_ run: RunID) throws(StoreError) {
    if runs[run] == nil { runs[run] = try outbox.ledger(of: run) }
  }

  func ledger(of entry: OutboxEntry) -> RunLedger {
    runs[entry.run] ?? RunLedger(of: entry.run)
  }

  func progress(of entry: OutboxEntry) -> Progress {
    ledger(of: entry).progress[entry.key.name] ?? Progress()
  }

  func change(_ entry: OutboxEntry, _ body: (inout RunLedger) -> Void) throws(StoreError) {
    var ledger = ledger(of: entry)
    body(&ledger)
    guard ledger != runs[entry.run] else { return }
    try outbox.write(ledger)
    runs[entry.run] = ledger
  }

  /// One of the moves of `Progress`.
  func move(_ entry: OutboxEntry, _ body: (inout Progress) -> Void) throws(StoreError) {
    try change(entry) { body(&$0.progress[entry.key.name, default: Progress()]) }
  }

  func forgetProgress(of entry: OutboxEntry) throws(StoreError) {
    try change(entry) { $0.progress[entry.key.name] = nil }
  }
}

// MARK: Comments that are kept up to date

extension LedgerBook {
  /// The comment that the entry's text goes into.
  func keptComment(of entry: OutboxEntry) -> KeptComment {
    keptComment(entry.key.comment, of: entry) ?? KeptComment()
  }

  /// The comment of that key, of the entry's run or on its task.
  func keptComment(_ key: EffectKey, of entry: OutboxEntry) -> KeptComment? {
    key.kind == .current
      ? (try? outbox.ledger(of: entry.task))?.current
      : ledger(of: entry).comments[key.kind.rawValue]
  }

  func keep(_ comment: KeptComment, of entry: OutboxEntry) throws(StoreError) {
    guard entry.key.kind == .current else {
      return try change(entry) { $0.comments[entry.key.comment.kind.rawValue] = comment }
    }
    try changeTask(of: entry) { $0.current = comment }
  }
}

// MARK: What runs share

extension LedgerBook {
  func changeTask(of entry: OutboxEntry, _ body: (inout TaskLedger) -> Void) throws(StoreError) {
    let old = try outbox.ledger(of: entry.task)
    var new = old
    body(&new)
    if new != old { try outbox.write(new) }
  }

  /// Remembers that the plan allows no more writes to fields, or that it does again.
  ///
  /// - Parameter refusal: nil when the field was written.
  func remember(_ trial: PlanTrial, refusal: ClickUpError?, at now: Double) throws(StoreError) {
    var ledger = try outbox.ledger(ofWorkspace: trial.workspace)
    let limit = PlanLimit.after(
      refusal, of: ledger.planLimit, workspace: ledger.workspace, commit: trial.run.commit,
      run: trial.run.name, now: now)
    guard limit != ledger.planLimit else { return }
    ledger.planLimit = limit
    try outbox.write(ledger)
  }
}
