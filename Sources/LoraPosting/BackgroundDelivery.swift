import Dispatch
import Glibc
import LoraMirror
import Synchronization

/// A delivery on a thread of its own, for as long as a run goes on and a little longer.
final class BackgroundDelivery: Sendable {
  private let ending = DeliveryEnding()
  private let stop = StopFlag()
  private let done = DispatchSemaphore(value: 0)
  private let report = Mutex<DeliveryReport?>(nil)

  /// - Parameter open: called on that thread: a repository is not shared between threads. Nil: there
  ///   is nobody to deliver to.
  init(_ open: @escaping @Sendable (StopFlag) -> Deliverer?) {
    let thread = DispatchQueue(label: "git-lora.delivery")
    thread.async { [self] in
      defer { done.signal() }
      guard let deliverer = open(stop) else { return }
      let found = try? deliverer.follow(ending)
      report.withLock { $0 = found }
    }
  }

  /// Waits until everything is delivered, but no longer than `seconds`.
  ///
  /// - Returns: nil when there is nobody to deliver to, or this machine's files failed.
  func finish(within seconds: Double) -> DeliveryReport? {
    ending.end(by: SystemClock().now + seconds)
    // A call that hangs ends by its own time limit; nobody waits for it.
    if done.wait(timeout: .now() + seconds + 2) == .timedOut { stop.raise() }
    return report.withLock { $0 }
  }
}
