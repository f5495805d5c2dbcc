import LoraExperiment
import LoraPosting
import LoraRunner
import LoraTasks

/// Shows a run while it happens: the progress line, and the few things worth a line of their own.
final class RunPresenter {
  private var line = ProgressLine()
  private var totalSteps: Int?
  private var clock = RemainingTime()
  private let isQuiet: Bool

  init(quiet: Bool) { isQuiet = quiet }

  func show(_ notice: RunNotice) {
    switch notice {
    case .diagnostic(let diagnostic):
      note(diagnostic.rendered(colour: Terminal.errors.hasColour), style: nil)
    case .note(let text): note("note: " + text.printable)
    case .warning(let text):
      line.clear()
      Message.warning(text.printable)
    case .planned(let plan): announce(plan)
    case .news(let task, let news): show(news, on: task)
    case .event(let event): if !isQuiet { show(event) }
    }
  }

  /// What people wrote since the run before, so that nobody trains past a reviewer's answer.
  private func show(_ news: TaskNews, on task: RunTask) {
    note("new on the task \(task.title.printable):", style: nil)
    for line in NewsText(news).lines { note("  " + line, style: nil) }
  }

  private func announce(_ plan: RunPlan) {
    for warning in plan.warnings { Message.warning(warning.printable) }
    guard !isQuiet else { return }
    let steps = plan.plannedSteps.map { ", \($0) steps" } ?? ""
    note("\(plan.branch) by \(plan.trainer.name)\(steps)")
  }

  private func show(_ event: TrainingEvent) {
    switch event.kind {
    case .start: totalSteps = event.totalSteps
    case .step: show(step: event)
    case .epoch: note("epoch \(Numbers.fixed(event.epoch ?? 0, 0)) done" + lossSuffix(event))
    case .evaluation: note("step \(event.step ?? 0): validation" + lossSuffix(event))
    case .warning:
      let lines = (event.message ?? "").split(separator: "\n").map { String($0).printable }
      note("warning: " + lines.joined(separator: "\n  "), style: .yellow)
    case .plateau, .hotGPU, .pause:
      note((event.message ?? event.kind.rawValue).printable, style: .yellow)
    default: break
    }
  }

  func finish() { line.finish() }

  private func show(step event: TrainingEvent) {
    guard let step = event.step, let loss = event.loss else { return }
    let total = event.totalSteps ?? totalSteps
    clock.note(step: step)
    line.show(
      ProgressLine.Position(
        step: step, totalSteps: total, epoch: event.epoch, loss: loss,
        tokensPerSecond: event.tokensPerSecond, secondsLeft: clock.left(of: total)))
  }

  private func lossSuffix(_ event: TrainingEvent) -> String {
    event.loss.map { ", loss \(Numbers.loss($0))" } ?? ""
  }

  private func note(_ text: String, style: Terminal.Style? = .dim) {
    line.clear()
    Message.note(style.map { Terminal.errors.styled(text, $0) } ?? text)
  }
}
