import LoraClickUp
import LoraStore

/// The moves of `Progress`, each written down before the next.
extension DeliverySession {
  /// Does the one thing that is due about an entry.
  func advance(_ entry: OutboxEntry) throws(StoreError) {
    guard try isOnOwnTask(entry) else { return }
    let delivery = try delivery(of: entry)
    switch progress(of: entry).phase {
    case .ready: try proceed(with: entry, delivery)
    case .sending: try changeProgress(entry) { $0.takeOver() }
    case .doubtful, .uncertain: try look(for: entry, delivery)
    case .answered: try readBack(entry, delivery)
    case .setAside, .failed: break
    }
  }

  private func proceed(with entry: OutboxEntry, _ delivery: any EffectDelivery)
    throws(StoreError)
  {
    let isLastLook = progress(of: entry).isLastLook(delivery.waits)
    let verdict: Verdict
    do { verdict = try delivery.verdict(isLastLook: isLastLook) } catch {
      return try stumble(over: error, at: entry)
    }
    // A comment is sent without reading anything first.
    if case .send = verdict {} else { reached() }
    switch verdict {
    case .settled(let receipt): try settle(entry, receipt)
    case .send(let workspace, let call): try send(entry, delivery, workspace, call)
    case .lookAgain: try changeProgress(entry) { $0.lookAgain(at: clock.now, delivery.waits) }
    case .startOver: try startOver(entry)
    case .needs(let reason):
      rests[entry.number] = Rest(
        reason: reason, until: clock.now + waits.needing, letsOthersPass: true)
      try changeProgress(entry) { $0.rest(.ready, because: reason) }
    case .rest(let phase, let cause): try changeProgress(entry) { $0.rest(phase, because: cause) }
    }
  }

  private func send(
    _ entry: OutboxEntry, _ delivery: any EffectDelivery, _ workspace: String?,
    _ call: () throws(ClickUpError) -> Receipt
  ) throws(StoreError) {
    try changeProgress(entry) { $0.sendBegins(at: clock.now, waits) }
    let receipt: Receipt
    do { receipt = try call() } catch {
      guard error.isSurelyUndone else {
        return try changeProgress(entry) { $0.loseAnswer(at: clock.now, waits) }
      }
      return try refused(entry, error, workspace)
    }
    reached()
    if case .field(let write) = entry.effect {
      try rememberPlan(of: workspace, nil, at: write.run)
    }
    try receive(receipt, for: entry, delivery)
  }

  private func look(for entry: OutboxEntry, _ delivery: any EffectDelivery) throws(StoreError) {
    let found: Receipt?
    do { found = try delivery.find() } catch { return try stumble(over: error, at: entry) }
    reached()
    if let found { return try receive(found, for: entry, delivery) }
    if progress(of: entry).phase == .uncertain {
      lookedAtInDoubt.insert(entry.number)
    } else {
      try changeProgress(entry) { $0.miss(at: clock.now, waits, delivery.repetition) }
      if progress(of: entry).phase == .uncertain { lookedAtInDoubt.insert(entry.number) }
    }
  }

  /// Something is on the task: is it all?
  private func receive(_ receipt: Receipt, for entry: OutboxEntry, _ delivery: any EffectDelivery)
    throws(StoreError)
  {
    guard receipt.isFinal else {
      return try changeProgress(entry) {
        $0 = Progress()
        $0.lookAgain(at: clock.now, delivery.waits)
      }
    }
    guard let upload = delivery as? UploadDelivery else { return try settle(entry, receipt) }
    switch upload.isWhole(receipt) {
    case true?: try settle(entry, receipt)
    case nil: try changeProgress(entry) { $0.answer(receipt.id, at: clock.now) }
    case false?: try settle(entry, broken(receipt, of: entry, upload))
    }
  }

  private func readBack(_ entry: OutboxEntry, _ delivery: any EffectDelivery) throws(StoreError) {
    let found: Receipt?
    do { found = try delivery.find() } catch { return try stumble(over: error, at: entry) }
    reached()
    if let found, found.bytes != nil { return try receive(found, for: entry, delivery) }
    if progress(of: entry).isLastLook(waits) {
      // ClickUp said that it has the file; what it shows is a matter of time.
      return try settle(entry, Receipt(id: progress(of: entry).id))
    }
    try changeProgress(entry) { progress in
      progress.lookAgain(at: clock.now, waits)
      progress.phase = .answered
    }
  }

  private func startOver(_ entry: OutboxEntry) throws(StoreError) {
    var kept = keptComment(of: entry)
    kept = KeptComment(number: kept.number + 1)
    try keep(kept, of: entry)
    try change(entry) { $0.progress[entry.key.name] = nil }
  }

  private func reached() { (failures, hasReached) = (0, true) }
}
