import LoraClickUp
import LoraStore

/// Looking for what was sent, and at what arrived.
extension DeliverySession {
  func look(for entry: OutboxEntry, _ delivery: any EffectDelivery) throws(StoreError) {
    let found: Receipt?
    do { found = try delivery.find() } catch { return try stumble(over: error, at: entry) }
    weather.reached()
    if let found { return try receive(found, for: entry, delivery) }
    if book.progress(of: entry).phase != .uncertain {
      try book.move(entry) { $0.miss(at: now, waits, delivery.repetition) }
    }
    if book.progress(of: entry).phase == .uncertain { queue.leaveInDoubt(entry) }
  }

  /// Something is on the task: is it all?
  func receive(_ receipt: Receipt, for entry: OutboxEntry, _ delivery: any EffectDelivery)
    throws(StoreError)
  {
    switch delivery.isWhole(receipt) {
    case true?: try settle(entry, receipt)
    case nil: try book.move(entry) { $0.answer(receipt.finding?.id, at: now) }
    case false?:
      let files = RunFiles(of: book.ledger(of: entry), waiting: queue.entries)
      try settle(entry, delivery.replacing(receipt, among: files))
    }
  }

  func readBack(_ entry: OutboxEntry, _ delivery: any EffectDelivery) throws(StoreError) {
    let found: Receipt?
    do { found = try delivery.find() } catch { return try stumble(over: error, at: entry) }
    weather.reached()
    if let found, delivery.isWhole(found) != nil {
      return try receive(found, for: entry, delivery)
    }
    let progress = book.progress(of: entry)
    guard progress.isLastLook(waits) else {
      return try book.move(entry) { $0.readAgain(at: now, waits) }
    }
    // ClickUp said that it has the file; what it shows is a matter of time.
    try settle(entry, .done(progress.id.map { .file(id: $0, bytes: nil) }))
  }
}
