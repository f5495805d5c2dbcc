import LoraClickUp
import LoraStore

/// One deliverer at work, from taking the lock until it leaves.
final class DeliverySession {
  let means: DeliveryMeans
  let book: LedgerBook
  let queue: DeliveryQueue
  var weather = DeliveryWeather()
  var report = DeliveryReport()
  /// Those that were seen to lie in one of the team's lists.
  private var ownTasks: Set<TaskID> = []

  init(_ means: DeliveryMeans) {
    self.means = means
    book = LedgerBook(of: means.outbox)
    queue = DeliveryQueue(of: means.outbox, book)
  }

  var now: Double { means.clock.now }
  var waits: LookWaits { means.waits }

  /// Delivers what can be delivered before the deadline, one effect after the other.
  func run(until deadline: Double) throws(StoreError) {
    while !means.stop.isRaised, now < deadline, weather.obstacle == nil {
      try queue.refresh()
      switch queue.next(at: now, calmFrom: weather.calmFrom, waits) {
      case .now(let entry): try advance(entry)
      case .later(let time) where time < deadline:
        means.clock.sleep(until: time, unless: means.stop)
      case .later, .nothing: return
      }
    }
  }

  /// Does the one thing that is due about an entry. Each move of its `Progress` is written down
  /// before the next.
  private func advance(_ entry: OutboxEntry) throws(StoreError) {
    guard try isOnOwnTask(entry) else { return }
    let delivery = try delivery(of: entry)
    switch book.progress(of: entry).phase {
    case .ready: try proceed(with: entry, delivery)
    case .sending: try book.move(entry) { $0.takeOver() }
    case .doubtful, .uncertain: try look(for: entry, delivery)
    case .answered: try readBack(entry, delivery)
    case .setAside, .failed: break
    }
  }

  /// Whether the entry's task lies in one of the team's lists, asked once a session. A config from
  /// elsewhere may name any task that the token sees.
  private func isOnOwnTask(_ entry: OutboxEntry) throws(StoreError) -> Bool {
    let lists = means.rules.lists
    if lists.isEmpty || ownTasks.contains(entry.task) { return true }
    let task: ClickUpTask
    do { task = try means.service.task(entry.task) } catch {
      try stumble(over: error, at: entry)
      return false
    }
    guard lists.contains(task.list.id) else {
      queue.close(
        entry.task,
        because: "the task lies in the list \(task.list.id), which .lorarc does not name")
      return false
    }
    ownTasks.insert(entry.task)
    return true
  }

  /// What is left, with what this session knows about why.
  func finalReport() throws(StoreError) -> DeliveryReport {
    try queue.refresh()
    try noteObstacles()
    report.lines = queue.entries.compactMap {
      $0.line(book.ledger(of: $0), waitingFor: queue.reason(of: $0))
    }
    (report.obstacle, report.hint) = (weather.obstacle, weather.hint)
    report.deletedTasks = try means.outbox.deletedTasks()
    report.needless = queue.needless
    return report
  }

  /// Writes down why each entry still waits, for whoever asks when this process is gone.
  private func noteObstacles() throws(StoreError) {
    for entry in queue.entries {
      let reason = queue.reason(of: entry) ?? weather.obstacle ?? weather.pauseReason
      let progress = book.progress(of: entry)
      guard progress.obstacle != reason, reason != progress.cause else { continue }
      try book.move(entry) { $0.obstacle = reason }
    }
  }
}
