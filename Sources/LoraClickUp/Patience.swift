/// How often, and for how long in all, one call may be tried again.
public struct Patience: Sendable, Equatable {
  /// Of a call that fails; being told to wait is no failure.
  public var attempts: Int
  /// Seconds spent waiting, over all repetitions of one call.
  public var longestWait: Double
  /// Seconds until a call without an answer has failed. A file's way is as long as it is.
  public var longestCall: Double

  public init(attempts: Int, longestWait: Double, longestCall: Double = 60) {
    self.attempts = attempts
    self.longestWait = longestWait
    self.longestCall = longestCall
  }

  /// Sits out two windows of the rate limit.
  public static let standard = Patience(attempts: 5, longestWait: 150)
  /// For somebody who waits at a terminal for something that can do without ClickUp.
  public static let brief = Patience(attempts: 2, longestWait: 5, longestCall: 4)
}

/// One call's patience as it runs out.
struct PatienceLeft {
  private let attempts: Int
  private var waits: Double
  private let jitter: () -> Double
  private var failures = 0

  /// `jitter` gives numbers from 0 to 1.
  init(_ patience: Patience, jitter: @escaping () -> Double) {
    attempts = patience.attempts
    waits = patience.longestWait
    self.jitter = jitter
  }

  /// What to sleep until the window of the rate limit is over; nil when that is too long. A little
  /// more, so that all who wait for the same moment do not come at once.
  mutating func pause(forWindow wait: Double) -> Double? {
    take(wait + jitter() * min(wait, 1))
  }

  /// What to sleep before the call is sent again; nil when it should not be.
  mutating func pause(after error: ClickUpError, at now: Double) -> Double? {
    if case .rateLimited(let until) = error.kind {
      return pause(forWindow: until.map { max(1, $0 - now) } ?? RateWindow.length)
    }
    failures += 1
    guard failures < attempts else { return nil }
    // 1, 2, 4, … seconds, half of it up to chance.
    let longest = min(Double(1 << min(failures - 1, 4)), 15)
    return take(longest * (0.5 + jitter() / 2))
  }

  private mutating func take(_ pause: Double) -> Double? {
    guard pause <= waits else { return nil }
    waits -= pause
    return pause
  }
}
