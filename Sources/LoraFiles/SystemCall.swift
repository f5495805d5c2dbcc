import Glibc

/// Calls of the system that answer -1 when they fail.
public enum SystemCall {
  /// Runs `body` again while a signal interrupts it; -1 becomes an error in words.
  ///
  /// - Parameter operation: see `FileError`.
  @discardableResult
  public static func run<Answer: SignedInteger>(
    _ operation: String, _ path: String, _ body: () -> Answer
  ) throws(FileError) -> Answer {
    while true {
      let answer = body()
      if answer >= 0 { return answer }
      if errno != EINTR { throw FileError(operation, path) }
    }
  }
}
