import Glibc

/// Who asked a run to end early.
public enum StopCause: Sendable, Equatable {
  /// Ctrl-C, SIGTERM or SIGHUP, by number.
  case signal(Int32)
  /// `git lora stop`, from another process.
  case request

  var words: String {
    switch self {
    case .signal(SIGINT): "stopped by Ctrl-C"
    case .signal(let number): "stopped by signal \(number)"
    case .request: "stopped by git lora stop"
    }
  }
}
