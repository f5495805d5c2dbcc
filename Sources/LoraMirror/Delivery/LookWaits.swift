/// How long to wait before each look for an effect whose answer was lost.
///
/// ClickUp promises nothing about when a read shows a write; two looks, the second a minute after
/// the first, is what careful clients do.
public struct LookWaits: Sendable, Equatable {
  /// At least one.
  public let seconds: [Double]

  /// - Parameter factor: shrinks or stretches the waits, for tests.
  public init(factor: Double = 1) { seconds = [15, 60].map { $0 * factor } }

  private init(seconds: [Double]) { self.seconds = seconds }

  /// For what may still turn up later, with one look that nobody waits for.
  var watching: LookWaits { LookWaits(seconds: seconds + [seconds[0] * 40]) }

  /// Before what only others can bring about is asked for again in the same delivery.
  var needing: Double { seconds[1] * 5 }

  /// Before a call that failed in passing is tried again, the first to the last time.
  func pause(after failures: Int) -> Double {
    seconds[0] * min(4, Double(1 << min(failures, 4)) / 8)
  }
}
