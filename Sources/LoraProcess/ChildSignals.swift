import Synchronization

/// Signals that must not reach programs which this process starts, although it lives on itself: a
/// terminal sends Ctrl-C to its whole foreground group, and so would end a `git` that is signing the
/// commit of a run.
public enum ChildSignals {
  private static let set = Mutex<[Int32]>([])

  /// Ignored by every program started from now on, and by what those start; none at first. (A shell
  /// would lift a signal's being blocked.)
  public static var ignored: [Int32] {
    get { set.withLock { $0 } }
    set { set.withLock { $0 = newValue } }
  }
}
