import Glibc

/// Ctrl-C and SIGTERM in a command that may be cut off anywhere: a last word, and the end.
enum InterruptNotice {
  // A signal handler can reach nothing but a global.
  nonisolated(unsafe) private static var words: StaticString = ""

  static func install(_ text: StaticString) {
    words = text
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        let text = InterruptNotice.words
        _ = write(STDERR_FILENO, "\n", 1)
        _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
        _ = write(STDERR_FILENO, "\n", 1)
        _exit(128 + number)
      }
    }
  }
}
