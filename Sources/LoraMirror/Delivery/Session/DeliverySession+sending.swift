import LoraClickUp
import LoraStore

/// From the decision about an effect to its sending.
extension DeliverySession {
  func proceed(with entry: OutboxEntry, _ delivery: any EffectDelivery) throws(StoreError) {
    let isLastLook = book.progress(of: entry).isLastLook(delivery.waits)
    let verdict: Verdict
    do { verdict = try delivery.verdict(isLastLook: isLastLook) } catch {
      return try stumble(over: error, at: entry)
    }
    // A comment is sent without reading anything first.
    if case .send = verdict {} else { weather.reached() }
    switch verdict {
    case .settled(let receipt): try settle(entry, receipt)
    case .send(let trial, let call): try send(entry, delivery, trial, call)
    case .lookAgain: try book.move(entry) { $0.lookAgain(at: now, delivery.waits) }
    case .startOver: try startOver(entry)
    case .needs(let reason, let consequences):
      for wish in consequences { try means.outbox.write(wish) }
      try wait(for: reason, entry)
    case .rest(let phase, let cause): try book.move(entry) { $0.rest(phase, because: cause) }
    }
  }

  private func send(
    _ entry: OutboxEntry, _ delivery: any EffectDelivery, _ trial: PlanTrial?,
    _ call: () throws(ClickUpError) -> Receipt?
  ) throws(StoreError) {
    try book.move(entry) { $0.sendBegins(at: now, waits) }
    let receipt: Receipt?
    do { receipt = try call() } catch {
      guard error.isSurelyUndone else {
        return try book.move(entry) { $0.loseAnswer(at: now, waits) }
      }
      return try refused(entry, error, trial)
    }
    weather.reached()
    if let trial { try book.remember(trial, refusal: nil, at: now) }
    guard let receipt else { return try book.move(entry) { $0.watch(at: now, delivery.waits) } }
    try receive(receipt, for: entry, delivery)
  }

  private func startOver(_ entry: OutboxEntry) throws(StoreError) {
    let number = book.keptComment(of: entry).number
    try book.keep(KeptComment(number: number + 1), of: entry)
    try book.forgetProgress(of: entry)
  }

  private func wait(for reason: String, _ entry: OutboxEntry) throws(StoreError) {
    queue.rest(
      entry, .init(reason: reason, until: now + waits.needing, letsOthersPass: true))
    try book.move(entry) { $0.rest(.ready, because: reason) }
  }
}
