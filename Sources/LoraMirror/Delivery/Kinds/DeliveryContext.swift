import LoraClickUp
import LoraStore

/// What a delivery of one entry knows and may use.
struct DeliveryContext {
  let entry: OutboxEntry
  let ledger: RunLedger
  let taskLedger: TaskLedger
  let progress: Progress
  let now: Double
  private let means: DeliveryMeans

  init(of entry: OutboxEntry, in book: LedgerBook, _ means: DeliveryMeans) throws(StoreError) {
    self.entry = entry
    ledger = book.ledger(of: entry)
    taskLedger = try means.outbox.ledger(of: entry.task)
    progress = book.progress(of: entry)
    now = means.clock.now
    self.means = means
  }

  var service: any ClickUpService { means.service }
  var outbox: Outbox { means.outbox }
  var rules: DeliveryRules { means.rules }
  var waits: LookWaits { means.waits }

  /// Whether another machine may have delivered it already: the entry was written again for one that
  /// is lost, or lay here for so long that another may have taken this one for lost.
  var mayBeThere: Bool {
    let isOld = now - entry.since > 10 * waits.seconds[1]
    return progress.sends == 0 && (entry.isRebuilt || isOld)
  }
}
