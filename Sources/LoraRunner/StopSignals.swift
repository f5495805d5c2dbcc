import Glibc

/// Signals turned into bytes of a pipe, so that one `poll` waits for everything: a child's end,
/// Ctrl-C, SIGTERM, and the clock.
final class StopSignals {
  private static let watched = [SIGINT, SIGTERM, SIGHUP, SIGCHLD]
  // A signal handler can reach nothing but a global.
  nonisolated(unsafe) private static var writeEnd: Int32 = -1

  private let readEnd: Int32
  private var previous: [(Int32, sigaction)] = []
  private var lastStop = -1.0

  init() {
    var ends: [Int32] = [-1, -1]
    let made = pipe(&ends)
    precondition(made == 0, "no pipe for signals")
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    readEnd = ends[0]
    Self.writeEnd = ends[1]
    for signal in Self.watched { install(signal) }
  }

  deinit {
    for (signal, action) in previous {
      var action = action
      sigaction(signal, &action, nil)
    }
    close(Self.writeEnd)
    Self.writeEnd = -1
    close(readEnd)
  }

  private func install(_ signal: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in
      var byte = UInt8(truncatingIfNeeded: number)
      let saved = errno
      _ = write(StopSignals.writeEnd, &byte, 1)
      errno = saved
    }
    action.sa_flags = SA_RESTART
    var old = sigaction()
    sigaction(signal, &action, &old)
    previous.append((signal, old))
  }

  /// Waits up to `milliseconds`, less when a signal comes; the stop signals that count, in order.
  ///
  /// The `git` wrapper forwards the terminal's SIGINT although we got it ourselves: two of them
  /// within half a second are one.
  func wait(milliseconds: Int32) -> [Int32] {
    var request = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = max(0, read(readEnd, &bytes, bytes.count))
    return bytes[..<count].map(Int32.init).filter { $0 != SIGCHLD && isNew() }
  }

  private func isNew() -> Bool {
    let now = MonotonicClock.seconds
    defer { lastStop = now }
    return lastStop < 0 || now - lastStop >= 0.5
  }
}
