public import LoraClickUp
import LoraFiles
public import LoraStore

/// Brings what waits in a repository's outbox to ClickUp. One process does so at a time.
///
/// It may be killed at any moment: the next one goes on from the files, and sends nothing twice
/// that cannot be taken back.
public final class Deliverer {
  private let means: DeliveryMeans

  public init(
    service: any ClickUpService, outbox: Outbox, rules: DeliveryRules,
    waits: LookWaits = LookWaits(), clock: any DeliveryClock = SystemClock(),
    stop: StopFlag = StopFlag()
  ) {
    means = DeliveryMeans(
      service: service, outbox: outbox, rules: rules, waits: waits, clock: clock, stop: stop)
  }

  /// Delivers until nothing more can be done, the deadline (seconds since 1970), or the stop flag.
  ///
  /// - Parameter retryingSetAside: tries again what found the workspace's storage full.
  /// - Throws: when this machine's own files cannot be read or written.
  public func deliver(until deadline: Double, retryingSetAside: Bool = false) throws(StoreError)
    -> DeliveryReport
  {
    guard let lock = try outbox.lockDelivery() else { return try busy() }
    defer { withExtendedLifetime(lock) {} }
    try outbox.clearAway()
    if retryingSetAside { try outbox.bringBackSetAside() }
    try outbox.bringBackStatuses()
    let session = DeliverySession(means)
    try session.run(until: deadline)
    return try session.finalReport()
  }

  /// Delivers what is written while a run goes on. Returns once `ending` has a deadline and either
  /// everything is delivered or that deadline has come.
  public func follow(_ ending: DeliveryEnding) throws(StoreError) -> DeliveryReport {
    let moment = 0.5
    let (clock, stop) = (means.clock, means.stop)
    var held: (lock: FileLock, session: DeliverySession)?
    while !stop.isRaised {
      let deadline = ending.deadline
      if held == nil, let lock = try outbox.lockDelivery() {
        try outbox.bringBackStatuses()
        held = (lock, DeliverySession(means))
      }
      let isEnding = deadline != nil
      if isEnding { held?.session.weather.forgetPause() }
      try held?.session.run(until: deadline ?? clock.now + moment)
      if isEnding, held != nil || clock.now >= (deadline ?? 0) { break }
      if isEnding, try outbox.standing().isComplete { break }
      held?.session.weather.forgetObstacle(until: clock.now + means.waits.seconds[0])
      clock.sleep(until: min(clock.now + moment, deadline ?? .infinity), unless: stop)
    }
    guard let held else { return try busy() }
    defer { withExtendedLifetime(held.lock) {} }
    return try held.session.finalReport()
  }

  /// Sends an uncertain, failed or set-aside effect again. Answers false when another process
  /// delivers, or no such effect waits.
  public func retry(_ key: EffectKey) throws(StoreError) -> Bool {
    guard let lock = try outbox.lockDelivery() else { return false }
    defer { withExtendedLifetime(lock) {} }
    return try outbox.retry(key)
  }

  /// Takes an effect out of the outbox undone. Answers false when another process delivers, or no such
  /// effect waits.
  public func drop(_ key: EffectKey) throws(StoreError) -> Bool {
    guard let lock = try outbox.lockDelivery() else { return false }
    defer { withExtendedLifetime(lock) {} }
    return try outbox.drop(key)
  }

  private var outbox: Outbox { means.outbox }

  private func busy() throws(StoreError) -> DeliveryReport {
    var report = try outbox.standing()
    report.isBusy = true
    return report
  }
}
