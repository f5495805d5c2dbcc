/// Which entry is next, and when.
extension DeliveryQueue {
  enum Next {
    case now(OutboxEntry)
    /// Seconds since 1970.
    case later(Double)
    case nothing
  }

  /// - Parameter calmFrom: nothing is called before.
  func next(at now: Double, calmFrom: Double, _ waits: LookWaits) -> Next {
    let open = candidates().map { (entry: $0.entry, due: max($0.due, calmFrom)) }
    if let next = open.first(where: { $0.due <= now }) { return .now(next.entry) }
    let times = open.filter { isWorthWaiting($0.entry, waits) }.map(\.due)
    return times.min().map { .later($0) } ?? .nothing
  }

  /// The entries that nothing stands before and that something can be done about, in order.
  private func candidates() -> [(entry: OutboxEntry, due: Double)] {
    var closed: Set<Lane> = []
    return entries.compactMap { entry in
      let lane = lane(of: entry)
      if closed.contains(lane) { return nil }
      if blocks(entry) { closed.insert(lane) }
      return due(entry).map { (entry, $0) }
    }
  }

  private func lane(of entry: OutboxEntry) -> Lane {
    guard case .update = entry.effect else { return Lane(of: entry, isPosted: false) }
    return Lane(of: entry, isPosted: book.keptComment(of: entry).id != nil)
  }

  private func blocks(_ entry: OutboxEntry) -> Bool {
    switch book.progress(of: entry).phase {
    case .ready, .sending, .doubtful: !(rests[entry.number]?.letsOthersPass ?? false)
    case .answered, .uncertain, .setAside, .failed: false
    }
  }

  /// When something can be done about the entry; nil when nothing can in this delivery.
  private func due(_ entry: OutboxEntry) -> Double? {
    if closedTasks[entry.task] != nil { return nil }
    let progress = book.progress(of: entry)
    let rest = rests[entry.number]?.until ?? 0
    switch progress.phase {
    case .ready, .doubtful, .answered: return max(progress.due, rest)
    case .sending: return rest
    case .uncertain: return lookedAtInDoubt.contains(entry.number) ? nil : rest
    case .setAside, .failed: return nil
    }
  }

  /// Nobody waits for the last look at a comment that is there.
  private func isWorthWaiting(_ entry: OutboxEntry, _ waits: LookWaits) -> Bool {
    guard case .singleComment = entry.effect else { return rests[entry.number] == nil }
    return book.progress(of: entry).looks < waits.seconds.count
  }
}
