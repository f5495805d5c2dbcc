import Glibc

/// Who asked a run to end early.
public enum StopCause: Sendable, Equatable {
  /// Ctrl-C, SIGTERM, SIGHUP or any other that ends programs, by number.
  case signal(Int32)
  /// `git lora stop`, from another process.
  case request

  var words: String {
    switch self {
    case .signal(SIGINT): "stopped by Ctrl-C"
    case .signal(let number): "stopped by \(Self.names[number] ?? "signal \(number)")"
    case .request: "stopped by git lora stop"
    }
  }

  private static let names: [Int32: String] = [
    SIGHUP: "SIGHUP", SIGQUIT: "SIGQUIT", SIGTERM: "SIGTERM", SIGUSR1: "SIGUSR1",
    SIGUSR2: "SIGUSR2", SIGALRM: "SIGALRM", SIGVTALRM: "SIGVTALRM", SIGPROF: "SIGPROF",
    SIGXCPU: "SIGXCPU", SIGXFSZ: "SIGXFSZ", SIGPOLL: "SIGIO", SIGPWR: "SIGPWR",
  ]
}
