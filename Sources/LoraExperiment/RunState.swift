/// Where a run stands. The first three are ends, each recorded as a commit.
public enum RunState: String, Sendable, Codable, CaseIterable {
  /// Trained to its planned last step, with a usable adapter.
  case completed
  /// Ended early on purpose: a rule, `git lora stop`, Ctrl-C or SIGTERM.
  case stopped
  /// Ended without being asked, or without a usable adapter.
  case failed

  /// The trainer's process is alive.
  case running
  /// Asked to wait; can be resumed.
  case paused
  /// Found with its process gone; can be resumed or abandoned.
  case interrupted

  public var isEnd: Bool { self == .completed || self == .stopped || self == .failed }
}
