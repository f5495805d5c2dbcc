import Glibc
import Synchronization

/// The time as deliveries see it; a test has one that only moves when somebody sleeps.
public protocol DeliveryClock {
  /// Seconds since 1970.
  var now: Double { get }
  /// Returns at that time, or promptly after `stop` was raised.
  func sleep(until time: Double, unless stop: StopFlag)
}

public struct SystemClock: DeliveryClock {
  public init() {}

  public var now: Double {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  public func sleep(until time: Double, unless stop: StopFlag) {
    let moment = 0.02
    while !stop.isRaised {
      let rest = time - now
      if rest <= 0 { return }
      usleep(UInt32(min(rest, moment) * 1e6) + 1)
    }
  }
}

/// Raised once, by whoever no longer wants a delivery to go on.
public final class StopFlag: Sendable {
  private let flag = Atomic<Bool>(false)

  public init() {}

  public var isRaised: Bool { flag.load(ordering: .acquiring) }
  public func raise() { flag.store(true, ordering: .releasing) }
}
