public import LoraExperiment
import LoraReport

/// The report of a run in progress: one comment kept up to date, or a short one each time.
public struct RunningReport: Sendable {
  private let title: RunTitle
  private let state: RunState
  private let progress: RunProgress

  public init(_ title: RunTitle, state: RunState, progress: RunProgress) {
    self.title = title
    self.state = state
    self.progress = progress
  }

  /// For the comment that is updated in place.
  public var text: String {
    lines([
      opening, progress.curve.blocks(), title.standing(state), bar, place, loss, pace, time,
      written,
    ])
  }

  /// For a new comment each time (`report: append`).
  public var shortText: String { lines([opening, progress.curve.blocks(), headline, loss, left]) }

  private func lines(_ parts: [String?]) -> String {
    parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var headline: String {
    let place = place.map { ": " + $0.prefix(1).lowercased() + $0.dropFirst() } ?? ""
    return title.standing(state) + place
  }

  /// What most people want to know, in what a notification shows: `Running · 42 % · loss 1.12`.
  private var opening: String {
    let share = progress.share.map { "\(Int(($0 * 100).rounded(.down))) %" }
    let loss = progress.loss.map { "loss \(Quantity.number($0))" }
    return [title.word(for: state), share, loss].compactMap { $0 }.joined(separator: " · ")
  }

  private var bar: String? {
    guard let share = progress.share else { return nil }
    let width = 20
    let full = Int(clamping: share * Double(width))
    return String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
  }

  private var place: String? {
    let epoch = progress.epoch.map { epoch in
      "Epoch \(Quantity.number(epoch, digits: 3))"
        + (progress.totalEpochs.map { " of \(Quantity.number($0, digits: 6))" } ?? "")
    }
    guard progress.step > 0 else { return epoch }
    let step =
      "step \(Quantity.count(progress.step))"
      + (progress.totalSteps.map { " of \(Quantity.count($0))" } ?? "")
    return epoch.map { "\($0) · \(step)" } ?? step.prefix(1).uppercased() + step.dropFirst()
  }

  private var loss: String? {
    LossWords(
      first: progress.firstLoss, last: progress.loss, best: progress.bestLoss,
      bestStep: progress.bestStep, evaluation: progress.evaluationLoss
    ).text
  }

  private var pace: String? {
    let rate = progress.learningRate.map { "Learning rate \(Quantity.number($0))" }
    let speed =
      progress.samplesPerSecond.map { "\(Quantity.number($0, digits: 3)) examples a second" }
      ?? progress.tokensPerSecond.map { "\(Quantity.number($0, digits: 3)) tokens a second" }
    let parts = [rate, speed].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  private var time: String? {
    guard let soFar = progress.secondsSoFar else { return nil }
    return "Training for \(Quantity.duration(soFar))" + (left.map { ", " + $0 } ?? "")
  }

  private var left: String? {
    guard state == .running, let left = progress.secondsLeft else { return nil }
    return "about \(Quantity.duration(left.rounded())) left"
  }

  private var written: String? {
    progress.time.map { "On \(Quoted.line(title.host, limit: 60)), \(EventTime.words($0))" }
  }
}
