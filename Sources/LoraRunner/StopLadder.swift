import Glibc
import LoraProcess

/// How a trainer is asked to end: politely, then less so.
///
/// First Ctrl-C: the stop file, and SIGINT to a trainer that has not declared that it polls for
/// that file. Second: SIGTERM; ten seconds later, SIGKILL.
struct StopLadder {
  private(set) var cause: StopCause?
  private let child: ChildProcess
  private let stopFile: String
  private var killAt: Double?

  private static let patience = 10.0

  init(child: ChildProcess, stopFile: String) {
    self.child = child
    self.stopFile = stopFile
  }

  mutating func climb(_ signal: Int32, trainerKnowsStopFile: Bool) {
    guard cause != nil else {
      cause = .signal(signal)
      StopFile.create(stopFile)
      if !trainerKnowsStopFile { child.signalGroup(SIGINT) }
      return
    }
    guard killAt == nil else { return }
    child.signalGroup(SIGTERM)
    killAt = MonotonicClock.seconds + Self.patience
  }

  /// Called on every turn of the loop: notices a stop asked for elsewhere, and keeps the promise
  /// of SIGKILL.
  mutating func insist() {
    if cause == nil && access(stopFile, F_OK) == 0 { cause = .request }
    if let killAt, MonotonicClock.seconds >= killAt { child.signalGroup(SIGKILL) }
  }
}

/// The file whose appearing asks a trainer to finish its step and end.
public enum StopFile {
  @discardableResult
  public static func create(_ path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    return true
  }
}
