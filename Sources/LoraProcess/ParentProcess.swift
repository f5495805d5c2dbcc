import CLinux
import Glibc

/// The process that started this one.
public enum ParentProcess {
  /// Ends this process, whatever program it becomes, as soon as its parent is gone: `kill -9` of the
  /// one is the end of the other.
  public static func endWithIt() { endWith(getppid()) }

  /// - Parameter parent: as `getppid` said when this process was still sure of it.
  static func endWith(_ parent: pid_t) {
    guard CLinux_die_with_parent(SIGKILL) == 0 else { return }
    // It may have gone before the kernel knew that it matters.
    if getppid() != parent { kill(getpid(), SIGKILL) }
  }
}
