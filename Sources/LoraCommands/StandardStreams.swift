import Glibc
import Synchronization

/// All of standard input.
enum StandardInput {
  static func bytes() -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }
}

/// Standard output: the one door for results, which remembers what could not be written.
enum StandardOutput {
  private struct Buffer {
    var pending: [UInt8] = []
    var failure: Int32?
    /// What happens before more is written than fits on one screen.
    var screen: Screen?
  }

  private struct Screen: Sendable {
    let rows: Int
    let columns: Int
    let overflow: @Sendable () -> Void

    /// Long lines wrap; counting bytes errs towards "does not fit".
    func holds(_ bytes: [UInt8]) -> Bool {
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      return lines.reduce(0) { $0 + 1 + $1.count / max(1, columns) } <= rows
    }
  }

  private static let buffer = Mutex(Buffer())
  private static let most = 1 << 16

  /// `errno` of the first write that was refused. What was to follow it has been dropped.
  static var failure: Int32? { buffer.withLock { $0.failure } }

  /// Holds output back until it is known to fit on a screen; `overflow` is called when it does not,
  /// before any of it is written.
  static func hold(rows: Int, columns: Int, overflow: @escaping @Sendable () -> Void) {
    buffer.withLock { $0.screen = Screen(rows: rows, columns: columns, overflow: overflow) }
  }

  static func write(_ text: String) {
    let isWaitedFor = Terminal.output.isInteractive
    let overflow = buffer.withLock { buffer -> (@Sendable () -> Void)? in
      buffer.pending += text.utf8
      guard let screen = buffer.screen else { return nil }
      if screen.holds(buffer.pending) { return {} }
      buffer.screen = nil
      return screen.overflow
    }
    overflow?()
    buffer.withLock {
      if $0.screen == nil, isWaitedFor || $0.pending.count >= most { send(&$0) }
    }
  }

  /// What was held back did fit.
  static func flush() {
    fflush(nil)
    buffer.withLock {
      if !$0.pending.isEmpty { $0.screen = nil }
      send(&$0)
    }
  }

  private static func send(_ buffer: inout Buffer) {
    let refusal = StandardStream.write(buffer.pending, to: STDOUT_FILENO)
    buffer.pending.removeAll(keepingCapacity: true)
    buffer.failure = buffer.failure ?? refusal
  }
}

/// Standard error, unbuffered. Nobody is told when nobody can be told.
enum StandardError {
  static func write(_ text: String) {
    _ = StandardStream.write(Array(text.utf8), to: STDERR_FILENO)
  }
}

enum StandardStream {
  /// - Returns: `errno` of a write that was refused; nil when everything was written.
  fileprivate static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return nil
  }
}
