import Glibc
import LoraSandbox
import Synchronization

/// The process around the sandbox: signals, standard streams, exit codes (sysexits).
enum Program {
  static func serve(_ options: Sandbox.Options) -> Never {
    // Blocked in all threads to come, so that the one below takes them.
    var ends = sigset_t()
    sigemptyset(&ends)
    for signal in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&ends, signal) }
    pthread_sigmask(SIG_BLOCK, &ends, nil)
    // Whoever started this may have ignored it.
    signal(SIGTERM, SIG_DFL)
    signal(SIGPIPE, SIG_IGN)
    let running = Mutex<Sandbox?>(nil)
    Task.detached {
      do {
        let sandbox = try await Sandbox(options) { words in say("warning: \(words)") }
        running.withLock { $0 = sandbox }
        write(sandbox.greeting, to: STDOUT_FILENO)
        try await sandbox.run()
        stop(SandboxEnd(status: 70, words: "the server stopped listening", hint: nil))
      } catch let error as SandboxError {
        stop(SandboxEnd(error))
      } catch {
        stop(SandboxEnd(status: 70, words: "\(error)", hint: nil))
      }
    }
    var signal: Int32 = 0
    while sigwait(&ends, &signal) != 0 {}
    let status: Int32 = signal == SIGTERM ? 0 : 128 + signal
    guard let sandbox = running.withLock({ $0 }) else { exit(status) }
    sandbox.end { exit(status) }
  }

  static func stop(_ end: SandboxEnd) -> Never {
    say("error: \(end.words)")
    if let hint = end.hint { say("  hint: \(hint)") }
    exit(end.status)
  }

  static func say(_ text: String) { write(text, to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array((text + "\n").utf8)
    _ = Glibc.write(descriptor, bytes, bytes.count)
  }
}

/// How the program ends when it cannot serve.
struct SandboxEnd: Sendable {
  let status: Int32
  let words: String
  let hint: String?

  init(status: Int32, words: String, hint: String?) {
    self.status = status
    self.words = words
    self.hint = hint
  }

  init(_ error: SandboxError) {
    let status: Int32 =
      switch error.kind {
      case .usage: 64
      case .badData: 65
      case .inTheWay: 75
      }
    self.init(status: status, words: error.description, hint: error.hint)
  }
}
