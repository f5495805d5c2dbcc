import LoraClickUp
import LoraRunner

/// The one place where commands get at ClickUp.
struct ClickUpAccess {
  let service: any ClickUpService
  /// Whether it is a sandbox on this machine: its files lie on this machine too.
  let isSandbox: Bool
  /// Waits so many seconds, fewer where a test says so.
  let pause: (Double) -> Void

  /// With the address and the token of the environment.
  static func open() throws -> ClickUpAccess {
    throw RunFailure(.environment, "this git-lora has no ClickUp client")
  }
}
