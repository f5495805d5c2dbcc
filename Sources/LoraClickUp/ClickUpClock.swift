import Glibc

/// Time as the client sees it; a test puts its own behind it and never waits.
public protocol ClickUpClock {
  /// Seconds since 1970.
  var now: Double { get }
  func sleep(_ seconds: Double)
}

/// The machine's clock; its waits shrink as `WaitScale` says.
public struct MachineClock: ClickUpClock {
  private let scale: WaitScale

  public init(environment: [String: String]) { scale = WaitScale(environment: environment) }

  public var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  public func sleep(_ seconds: Double) {
    let length = max(0, scale.scaled(seconds))
    let whole = length.rounded(.down)
    var rest = timespec(
      tv_sec: Int(exactly: whole) ?? .max,
      tv_nsec: Int(exactly: ((length - whole) * 1e9).rounded(.down)) ?? 0)
    var asked = rest
    while nanosleep(&asked, &rest) != 0 && errno == EINTR { asked = rest }
  }
}
