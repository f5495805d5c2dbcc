import CLinux
import Glibc
import LoraProcess
import Synchronization

/// The signals that would end, or stop, this process, turned into bytes of a pipe: one `poll` then
/// waits for everything, a child's end and the clock too.
///
/// From a run's beginning until it is recorded nothing but SIGKILL ends its process. A signal that
/// was ignored when the process started stays ignored (`nohup`, a background job of a shell without
/// job control). Broken pipes are ignored for ever: who closed the terminal, or a pager, has not
/// asked for anything.
final class StopSignals {
  /// Everything that ends a process by default, but for faults of its own and SIGKILL.
  static let ending: [Int32] =
    [
      SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU,
      SIGXFSZ, SIGPOLL, SIGPWR, SIGSTKFLT,
    ] + (CLinux_first_real_time_signal()...CLinux_last_real_time_signal())

  // A signal handler can reach nothing but a global.
  nonisolated(unsafe) private static var writeEnd: Int32 = -1
  private static let isRecording = Atomic(false)

  private let readEnd: Int32
  /// Came, and has not been told yet.
  private var early: [Int32] = []
  private var previous: [(signal: Int32, action: SignalAction)] = []

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
    // Made now: in a handler it would be too late.
    Self.isRecording.store(false, ordering: .relaxed)
    SignalAction.ignoring.install(for: SIGPIPE)
    for signal in Self.ending + [SIGTSTP] where !SignalAction.now(of: signal).isIgnored {
      install(signal)
    }
    install(SIGCONT)
    install(SIGCHLD)
  }

  /// From now on signals reach no program that this process starts either.
  func shieldChildren() { ChildSignals.ignored = Self.ending }

  deinit { release() }

  private func install(_ signal: Int32) {
    let action = SignalAction { number in
      let saved = errno
      if StopSignals.isRecording.load(ordering: .relaxed) { StopSignals.sayOnce(number) }
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(StopSignals.writeEnd, &byte, 1)
      errno = saved
    }
    previous.append((signal, action.install(for: signal)))
  }

  /// Waits up to `milliseconds`, less when a signal comes; what came but for children's ends, in
  /// order.
  func wait(milliseconds: Int32) -> [Int32] {
    defer { early = [] }
    return early + received(within: early.isEmpty ? milliseconds : 0)
  }

  private func received(within milliseconds: Int32) -> [Int32] {
    var request = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = max(0, read(readEnd, &bytes, bytes.count))
    return bytes[..<count].map(Int32.init).filter { $0 != SIGCHLD }
  }

  /// From now on a signal changes nothing any more; the first says why the process is still there.
  /// Ctrl-Z stops it as it stops any other.
  func startRecording() {
    shieldChildren()
    Self.isRecording.store(true, ordering: .relaxed)
    for (signal, action) in previous where signal == SIGTSTP || signal == SIGCONT {
      action.install(for: signal)
    }
  }

  private static func sayOnce(_ number: Int32) {
    let words: StaticString = "\nrecording, a moment\n"
    guard ending.contains(number), isRecording.exchange(false, ordering: .relaxed) else { return }
    _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
  }

  /// Stops this process as a terminal does, until somebody continues it.
  func stopSelf() {
    let own = SignalAction.standard.install(for: SIGTSTP)
    raise(SIGTSTP)
    own.install(for: SIGTSTP)
  }

  /// The signals mean again what they meant before.
  func release() {
    guard !previous.isEmpty else { return }
    ChildSignals.ignored = []
    for (signal, action) in previous { action.install(for: signal) }
    previous = []
    Self.isRecording.store(false, ordering: .relaxed)
    close(Self.writeEnd)
    Self.writeEnd = -1
    close(readEnd)
  }

  /// Whether a signal came that would have ended the process.
  var hasPending: Bool {
    early += received(within: 0)
    return early.contains(where: Self.ending.contains)
  }

  /// Lets the first of those do what it does by default, if one came.
  func obeyPending() {
    guard hasPending, let signal = early.first(where: Self.ending.contains) else { return }
    release()
    raise(signal)
  }
}
