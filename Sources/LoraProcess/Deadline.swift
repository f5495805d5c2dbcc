import Glibc

/// A moment on the clock that no one can set.
struct Deadline {
  private let limit: Double?
  private let end: Double

  /// - Parameter limit: seconds from now; nil for never.
  init(limit: Double?) {
    self.limit = limit
    end = Self.now + (limit ?? 0)
  }

  /// How long `poll` may wait; -1 for ever.
  var milliseconds: Int32 {
    guard limit != nil else { return -1 }
    return Int32(exactly: min(max(0, ((end - Self.now) * 1000).rounded(.up)), 1e9)) ?? .max
  }

  /// The limit, once it has passed.
  var passed: Double? { limit.flatMap { Self.now >= end ? $0 : nil } }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
