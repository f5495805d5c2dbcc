import CLinux
import Glibc

/// What a program of ours does first.
public enum ProgramStart {
  /// Makes the process one that behaves as its user expects:
  /// - A standard stream that is closed becomes `/dev/null`: otherwise the next file that is opened
  ///   gets its number, and with it what is meant for the terminal.
  /// - SIGQUIT ends the process. Swift's runtime has put its crash reporter there.
  public static func prepare() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
      // The lowest free number is this one: those below are open by now.
      _ = open("/dev/null", O_RDWR)
    }
    if !isIgnored(SIGQUIT) { signal(SIGQUIT, SIG_DFL) }
  }

  /// The name that `ps` and `top` show.
  public static func rename(to name: String) { _ = name.withCString(CLinux_set_name) }

  private static func isIgnored(_ number: Int32) -> Bool {
    SignalAction.now(of: number).isIgnored
  }
}
