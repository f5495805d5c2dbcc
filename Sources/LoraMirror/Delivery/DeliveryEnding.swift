import Synchronization

/// Tells a delivery that follows a run when the run is over, from another thread.
public final class DeliveryEnding: Sendable {
  private let bits = Atomic<UInt64>(Double.infinity.bitPattern)

  public init() {}

  /// Seconds since 1970; nil while the run goes on.
  var deadline: Double? {
    let time = Double(bitPattern: bits.load(ordering: .acquiring))
    return time == .infinity ? nil : time
  }

  /// Nothing more will be written; what waits is still delivered until then.
  public func end(by deadline: Double) {
    bits.store(deadline.bitPattern, ordering: .releasing)
  }
}
