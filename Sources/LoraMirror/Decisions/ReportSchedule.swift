public import LoraExperiment

/// Which events of a trainer a task hears of.
public struct ReportSchedule: Sendable {
  public enum Report: Sendable, Equatable {
    case start
    /// `epoch` is the whole one just finished; nil where the trainer counts none.
    case progress(epoch: Int?)
    case pause(reason: String?)
    case plateau(message: String?)
    case hotGPU(celsius: Double?)
  }

  private let epochs: Int
  private var hasStarted = false
  private var reported = 0
  /// Whether the trainer says when an epoch ends; else their number is taken from the steps.
  private var hasEpochEvents = false
  private var tenths = 0
  private var totalSteps: Int?
  private var lastAlert: [TrainingEvent.Kind: Int] = [:]

  /// People are called once in that time for the same thing, in milliseconds.
  private static let quiet = 30 * 60 * 1000

  /// - Parameter epochs: between two reports (`clickup.report_epochs`).
  public init(epochs: Int) { self.epochs = max(1, epochs) }

  /// What to report of this event; nil for most. The end is the run's own to report.
  public mutating func take(_ event: TrainingEvent) -> Report? {
    totalSteps = event.totalSteps ?? totalSteps
    switch event.kind {
    case .start:
      defer { hasStarted = true }
      return hasStarted ? nil : .start
    case .epoch:
      hasEpochEvents = true
      return progress(to: event.epoch)
    case .step: return step(event)
    case .pause: return .pause(reason: event.reason ?? event.message)
    case .plateau: return isNew(event) ? .plateau(message: event.message ?? event.reason) : nil
    case .hotGPU: return isNew(event) ? .hotGPU(celsius: event.celsius) : nil
    case .evaluation, .checkpoint, .sample, .adapter, .warning, .end, .other: return nil
    }
  }

  private mutating func progress(to epoch: Double?) -> Report? {
    // 2.9999999 is the end of the third.
    guard let epoch, epoch.isFinite, epoch < 1e9 else { return nil }
    let whole = Int(clamping: epoch + 1e-6)
    guard whole >= reported + epochs else { return nil }
    reported = whole
    return .progress(epoch: whole)
  }

  private mutating func step(_ event: TrainingEvent) -> Report? {
    if hasEpochEvents { return nil }
    if event.epoch != nil { return progress(to: event.epoch) }
    // Neither: ten reports a run.
    guard let step = event.step, let totalSteps, totalSteps > 0 else { return nil }
    let tenth = min(step, totalSteps) * 10 / totalSteps
    guard tenth > tenths else { return nil }
    tenths = tenth
    return .progress(epoch: nil)
  }

  private mutating func isNew(_ event: TrainingEvent) -> Bool {
    let now = EventTime.milliseconds(event.time) ?? 0
    if let last = lastAlert[event.kind], abs(now - last) < Self.quiet { return false }
    lastAlert[event.kind] = now
    return true
  }
}
