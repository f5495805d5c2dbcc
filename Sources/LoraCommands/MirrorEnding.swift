import LoraMirror
import LoraPosting
import LoraRunner

/// The end of a run's report to its task: what is not there yet is waited for, a while.
final class MirrorEnding {
  private let mirror: LiveMirror
  private let isRequired: Bool
  /// Nil: nobody can say what of it is on the task.
  private var report: DeliveryReport?

  /// Nil: the run has no task.
  init?(of run: ReportedRun, required: Bool) {
    guard let mirror = run.mirror else { return nil }
    self.mirror = mirror
    isRequired = required
  }

  func finish(within seconds: Double) -> DeliveryReport? {
    do { report = try mirror.finish(within: seconds) } catch {
      Message.warning("ClickUp: \(error)".printable)
    }
    if let trouble = mirror.trouble { Message.warning("ClickUp: \(trouble)".printable) }
    if let report { MirrorText(report).showLine(of: mirror.outbox) }
    return report
  }

  /// - Throws: `.mirrorUnreached` when the team wants to be sure that ClickUp has it.
  func leave() throws {
    // What ClickUp refused of another run is no news of this one.
    let isSettled = report?.of(mirror.run).isSettled ?? false
    guard !isSettled || mirror.trouble != nil, isRequired else { return }
    throw SilentExit(code: .mirrorUnreached)
  }
}
