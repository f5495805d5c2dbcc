import Glibc

/// How a trainer is asked to end: politely, then less so.
///
/// First Ctrl-C, or whatever else ends programs: the stop file, and SIGINT to a trainer that has not
/// declared that it polls for that file. A second Ctrl-C or SIGTERM: SIGTERM; ten seconds later,
/// SIGKILL. SIGQUIT: SIGKILL at once. `git lora stop`, from another process, makes the stop file and
/// is no rung: a Ctrl-C after it is still the first.
package struct StopLadder {
  package private(set) var cause: StopCause?
  private var rung = Rung.notAsked
  private var counted: [Int32: Double] = [:]
  private let stopFile: String
  private let signal: (Int32) -> Void

  private static let patience = 10.0
  /// The `git` wrapper passes on the signals that it gets, although a terminal sends them to us as
  /// well: two of a kind within so many seconds are one.
  private static let echo = 0.5

  private enum Rung {
    case notAsked, asked
    /// With the moment of SIGKILL, by the monotonic clock.
    case told(killAt: Double)
  }

  /// - Parameter signal: sends a signal to the trainer; SIGKILL, to everything that it has started.
  package init(stopFile: String, signal: @escaping (Int32) -> Void) {
    self.stopFile = stopFile
    self.signal = signal
  }

  package mutating func climb(_ number: Int32, trainerKnowsStopFile: Bool, now: Double) {
    guard isNew(number, now: now) else { return }
    cause = cause ?? .signal(number)
    switch (rung, number) {
    case (_, SIGQUIT):
      StopFile.create(stopFile)
      rung = .told(killAt: now)
      insist(now: now)
    case (.notAsked, _):
      rung = .asked
      StopFile.create(stopFile)
      if !trainerKnowsStopFile { signal(SIGINT) }
    case (.asked, SIGINT), (.asked, SIGTERM):
      rung = .told(killAt: now + Self.patience)
      signal(SIGTERM)
    // Warnings come again and again: a time limit every second, a closed terminal from each program.
    case (.asked, _), (.told, _): break
    }
  }

  /// Called on every turn of the loop: notices a stop asked for elsewhere, and keeps the promise
  /// of SIGKILL.
  package mutating func insist(now: Double) {
    if cause == nil && access(stopFile, F_OK) == 0 { cause = .request }
    if case .told(let killAt) = rung, now >= killAt { signal(SIGKILL) }
  }

  private mutating func isNew(_ number: Int32, now: Double) -> Bool {
    if let last = counted[number], now - last < Self.echo { return false }
    counted[number] = now
    return true
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
