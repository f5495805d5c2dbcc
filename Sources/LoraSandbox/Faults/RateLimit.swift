/// So many requests in so many seconds, counted from the first one on.
package struct RateLimit: Sendable, Equatable {
  package let count: Int
  package let seconds: Int

  package static let clickUp = RateLimit(count: 100, seconds: 60)

  package init(count: Int, seconds: Int) {
    self.count = count
    self.seconds = seconds
  }

  /// `N/SECONDS`.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let count = parts[0], let seconds = parts[1], count > 0, seconds > 0
    else { return nil }
    self.init(count: count, seconds: seconds)
  }
}

/// How much of the limit is left.
package struct RateBudget: Sendable {
  private let limit: RateLimit
  /// When the count began; nil before the first request.
  private var windowStart: Int?
  private var spent = 0

  package init(_ limit: RateLimit) { self.limit = limit }

  package struct Standing: Sendable, Equatable {
    package let isAllowed: Bool
    package let limit: Int
    package let remaining: Int
    /// Unix seconds when everything is free again.
    package let reset: Int
    /// Whole seconds until then.
    package let wait: Int
  }

  /// Counts one request at `clock` (milliseconds).
  package mutating func spend(clock: Int) -> Standing {
    var start = windowStart ?? clock
    if clock >= start + limit.seconds * 1000 || clock < start {
      start = clock
      spent = 0
    }
    windowStart = start
    let isAllowed = spent < limit.count
    if isAllowed { spent += 1 }
    let end = start + limit.seconds * 1000
    return Standing(
      isAllowed: isAllowed, limit: limit.count, remaining: limit.count - spent,
      reset: (end + 999) / 1000, wait: max(1, (end - clock + 999) / 1000))
  }
}
