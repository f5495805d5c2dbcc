import CLinux
import Glibc

/// Children of this process, and the orphans among what they started.
public enum Orphans {
  /// From now on this process is the parent of every descendant whose own parent has ended.
  public static func adopt() { _ = CLinux_adopt_orphans() }

  /// Waits until a child has ended, for ever, and answers which one and how; nil: there is none.
  public static func waitForOne() -> (pid: Int32, status: ExitStatus)? {
    var word: Int32 = 0
    while true {
      let pid = waitpid(-1, &word, 0)
      if pid > 0 { return (pid, ExitStatus(waitStatus: word)) }
      if errno != EINTR { return nil }
    }
  }

  /// Takes note of every child that has ended.
  public static func reap() {
    var word: Int32 = 0
    while waitpid(-1, &word, WNOHANG) > 0 {}
  }
}
