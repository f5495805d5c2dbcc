import LoraClickUp

/// Whether ClickUp can be reached, as one delivery experiences it.
struct DeliveryWeather {
  /// Why nothing can be delivered now, in words: no connection, a bad token.
  private(set) var obstacle: String?
  /// The way past it, where there is one.
  private(set) var hint: String?
  private var isObstaclePassing = true
  private var pausedUntil = 0.0
  /// Why nothing was called for a while, in words.
  private(set) var pauseReason: String?
  /// While a run is followed: when a lost connection is tried again.
  private var offlineUntil = 0.0
  /// In a row.
  private var failures = 0
  private var hasReached = false

  private static let mostFailures = 5

  /// Nothing is called before.
  var calmFrom: Double { max(pausedUntil, offlineUntil) }

  mutating func reached() { (failures, hasReached, pauseReason) = (0, true, nil) }

  /// A token does not mend.
  mutating func refuseToken(_ error: ClickUpError) {
    (obstacle, hint, isObstaclePassing) = (error.cause, error.hint, false)
  }

  mutating func pause(until time: Double, because reason: String) {
    (pausedUntil, pauseReason) = (max(pausedUntil, time), reason)
  }

  /// No connection, or a server that is not well.
  mutating func fail(_ error: ClickUpError, at now: Double, _ waits: LookWaits) {
    failures += 1
    let isOffline = !hasReached && error.neverLeft
    if isOffline || failures >= Self.mostFailures {
      (obstacle, hint) = (error.cause, error.hint)
    } else {
      (pausedUntil, pauseReason) = (now + waits.pause(after: failures), error.cause)
    }
  }

  /// A run that goes on tries again: a connection may come back.
  mutating func forgetObstacle(until time: Double) {
    guard obstacle != nil, isObstaclePassing else { return }
    (obstacle, hint, failures, hasReached) = (nil, nil, 0, false)
    offlineUntil = time
  }

  /// A run that has ended tries at once.
  mutating func forgetPause() { offlineUntil = 0 }
}
