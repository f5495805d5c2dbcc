import LoraClickUp
import LoraExperiment
import LoraStore

/// One deliverer at work, from taking the lock until it leaves: which entry is next, and when.
final class DeliverySession {
  let service: any ClickUpService
  let outbox: Outbox
  let rules: DeliveryRules
  let waits: LookWaits
  let clock: any DeliveryClock
  let stop: StopFlag

  var report = DeliveryReport()
  var ledgers: [RunID: RunLedger] = [:]
  var entries: [OutboxEntry] = []
  private var known: [String: OutboxEntry] = [:]

  /// What this session has learnt; nothing of it outlives it.
  var rests: [Int: Rest] = [:]
  var unreachableTasks: [TaskID: String] = [:]
  var ownTasks: Set<TaskID> = []
  var lookedAtInDoubt: Set<Int> = []
  var pausedUntil = 0.0
  var failures = 0
  var hasReached = false
  var isObstaclePassing = true
  /// While it follows a run: when a lost connection is tried again.
  private var offlineUntil = 0.0

  /// Why an entry is left alone for a while.
  struct Rest {
    let reason: String
    let until: Double
    /// Whether those after it in its lane go on.
    let letsOthersPass: Bool
  }

  init(
    service: any ClickUpService, outbox: Outbox, rules: DeliveryRules, waits: LookWaits,
    clock: any DeliveryClock, stop: StopFlag
  ) {
    self.service = service
    self.outbox = outbox
    self.rules = rules
    self.waits = waits
    self.clock = clock
    self.stop = stop
  }

  /// Delivers what can be delivered before the deadline, one effect after the other.
  func run(until deadline: Double) throws(StoreError) {
    while !stop.isRaised, clock.now < deadline, report.obstacle == nil {
      try refresh()
      let open = candidates()
      if let next = open.first(where: { due($0) <= clock.now }) {
        try advance(next)
      } else if let time = open.filter(isWorthWaiting).map(due).min(), time < deadline {
        clock.sleep(until: time, unless: stop)
      } else {
        return
      }
    }
  }

  /// Reads what was written since, and drops what a later text or status makes needless.
  func refresh() throws(StoreError) {
    let new = try outbox.refresh(&known)
    entries = known.values.sorted { ($0.place, $0.number) < ($1.place, $1.number) }
    for entry in new where ledgers[entry.run] == nil {
      ledgers[entry.run] = try outbox.ledger(of: entry.run)
    }
    for entry in new where ledger(of: entry).hasSettled(entry) { try drop(entry) }
    for later in new {
      for entry in entries where entry.run == later.run && isSuperseded(entry, by: later) {
        try drop(entry)
      }
    }
  }

  private func drop(_ entry: OutboxEntry) throws(StoreError) {
    try remove(entry)
    entries.removeAll { $0.number == entry.number }
  }

  /// An empty outbox counts from 1 again: nothing learnt about a number outlives its entry.
  func remove(_ entry: OutboxEntry) throws(StoreError) {
    known = known.filter { $0.value.number != entry.number }
    rests[entry.number] = nil
    lookedAtInDoubt.remove(entry.number)
    try outbox.remove(entry)
  }

  private func isSuperseded(_ entry: OutboxEntry, by later: OutboxEntry) -> Bool {
    guard later.number > entry.number else { return false }
    switch (entry.effect, later.effect) {
    case (.status, .status): return progress(of: entry) == Progress()
    case (.update(let old), .update(let new)):
      return entry.key == later.key && new.revision > old.revision && later.place <= entry.place
    default: return false
    }
  }

  /// The entries that nothing stands before, in order.
  private func candidates() -> [OutboxEntry] {
    var closed: Set<Lane> = []
    return entries.filter { entry in
      let lane = lane(of: entry)
      if closed.contains(lane) { return false }
      if blocks(entry) { closed.insert(lane) }
      return due(entry) < .infinity
    }
  }

  private func lane(of entry: OutboxEntry) -> Lane {
    guard case .update = entry.effect else { return Lane(of: entry, isPosted: false) }
    return Lane(of: entry, isPosted: keptComment(of: entry).id != nil)
  }

  private func blocks(_ entry: OutboxEntry) -> Bool {
    switch progress(of: entry).phase {
    case .ready, .sending, .doubtful: !(rests[entry.number]?.letsOthersPass ?? false)
    case .answered, .uncertain, .setAside, .failed: false
    }
  }

  /// When something can be done about the entry; infinity when nothing can in this session.
  private func due(_ entry: OutboxEntry) -> Double {
    if unreachableTasks[entry.task] != nil { return .infinity }
    let progress = progress(of: entry)
    let rest = max(pausedUntil, offlineUntil, rests[entry.number]?.until ?? 0)
    switch progress.phase {
    case .ready, .doubtful, .answered: return max(progress.due, rest)
    case .sending: return rest
    case .uncertain: return lookedAtInDoubt.contains(entry.number) ? .infinity : rest
    case .setAside, .failed: return .infinity
    }
  }

  /// Nobody waits for the last look at a comment that is there.
  private func isWorthWaiting(_ entry: OutboxEntry) -> Bool {
    guard case .singleComment = entry.effect else { return rests[entry.number] == nil }
    return progress(of: entry).looks < waits.seconds.count
  }
}

extension DeliverySession {
  /// What is left, with what this session knows about why.
  func finalReport() throws(StoreError) -> DeliveryReport {
    try refresh()
    report.lines = entries.compactMap { entry in
      entry.line(
        ledger(of: entry),
        waitingFor: unreachableTasks[entry.task] ?? rests[entry.number]?.reason)
    }
    return report
  }

  /// A run that goes on tries again: a connection may come back, a token does not mend.
  func forgetObstacle(until time: Double) {
    guard report.obstacle != nil, isObstaclePassing else { return }
    (report.obstacle, failures, hasReached) = (nil, 0, false)
    offlineUntil = time
  }

  /// A run that has ended tries at once.
  func forgetPause() { offlineUntil = 0 }

  func ledger(of entry: OutboxEntry) -> RunLedger {
    ledgers[entry.run] ?? RunLedger(of: entry.run)
  }

  func progress(of entry: OutboxEntry) -> Progress {
    ledger(of: entry).progress[entry.key.name] ?? Progress()
  }

  /// Writes what changed about a run before anything else happens.
  func change(_ entry: OutboxEntry, _ body: (inout RunLedger) -> Void) throws(StoreError) {
    var ledger = ledger(of: entry)
    body(&ledger)
    guard ledger != ledgers[entry.run] else { return }
    try outbox.write(ledger)
    ledgers[entry.run] = ledger
  }

  func changeProgress(_ entry: OutboxEntry, _ body: (inout Progress) -> Void) throws(StoreError) {
    try change(entry) { body(&$0.progress[entry.key.name, default: Progress()]) }
  }
}
