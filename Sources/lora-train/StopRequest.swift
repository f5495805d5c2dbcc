import Glibc
import Synchronization

/// Whether somebody asked the training to end after its step: by the file that `GIT_LORA_STOP`
/// names or, started by hand, by Ctrl-C. A second Ctrl-C ends the program at once.
struct StopRequest {
  private let file = environment("GIT_LORA_STOP")
  private static let interrupted = Atomic(false)

  init() {
    guard file == nil else { return }
    signal(SIGINT) { _ in
      Self.interrupted.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
  }

  var isMade: Bool {
    file.map { access($0, F_OK) == 0 } ?? Self.interrupted.load(ordering: .relaxed)
  }
}

/// A variable of the environment; nil when unset or empty.
func environment(_ name: String) -> String? {
  guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
  return value
}
