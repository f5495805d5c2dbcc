import Synchronization

/// Signals that must not reach programs which this process starts, although it lives on itself: a
/// terminal sends Ctrl-C to its whole foreground group, and so would end a `git` that is signing the
/// commit of a run.
public enum ChildSignals {
  private static let set = Mutex<[Int32]>([])

  /// Blocked in every program started from now on, and in what those start; none at first.
  public static var blocked: [Int32] {
    get { set.withLock { $0 } }
    set { set.withLock { $0 = newValue } }
  }
}
