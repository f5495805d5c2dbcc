import LoraExperiment
import LoraTrainer

/// What has been done so far, and a line of the log from time to time.
final class Progress {
  private(set) var step = 0
  /// What went through the model, all passes counted.
  private(set) var tokens = 0
  private(set) var examples = 0
  /// Of the last step.
  private(set) var examplesPerSecond = 0.0
  private var seconds = 0.0
  private let interval: Int
  private let order: BatchOrder

  /// A line at the first step, at every `interval`-th and at the last.
  init(every interval: Int, _ order: BatchOrder) {
    self.interval = interval
    self.order = order
  }

  func note(_ report: StepReport) {
    step = report.step
    tokens += report.units
    let seen = order.examples(afterStep: step)
    examplesPerSecond = Double(seen - examples) / max(report.duration.seconds, 1e-9)
    examples = seen
    seconds += report.duration.seconds
    guard step == 1 || step % interval == 0 || step == report.totalSteps else { return }
    log(line(report))
  }

  private func line(_ report: StepReport) -> String {
    let left = seconds / Double(step) * Double(report.totalSteps - step)
    return [
      "step \(step)/\(report.totalSteps)", "epoch \(report.epoch.written(2))",
      "loss \(Double(report.loss).written(4))",
      "rate \(report.learningRate)", "norm \(Double(report.gradientNorm).written(3))",
      "\(Int(clamping: report.unitsPerSecond)) tokens/s", "\(Self.duration(left)) left",
    ].joined(separator: "  ")
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(clamping: seconds.rounded())
    return whole < 90 ? "\(whole) s" : "\((whole + 30) / 60) min"
  }
}

extension BatchOrder {
  /// How many examples the first `step` steps take; the last step of an epoch may be smaller.
  fileprivate func examples(afterStep step: Int) -> Int {
    let atOnce = batchSize * accumulation
    let stepsPerEpoch = (exampleCount + atOnce - 1) / atOnce
    return step / stepsPerEpoch * exampleCount + step % stepsPerEpoch * atOnce
  }
}

extension StepReport {
  var unitsPerSecond: Double { Double(units) / max(duration.seconds, 1e-9) }
}

extension Duration {
  fileprivate var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}

extension Double {
  /// With so many digits behind the point.
  func written(_ digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    guard isFinite, magnitude * scale < 1e15 else { return "\(self)" }
    let whole = Int(clamping: (magnitude * scale).rounded())
    let unit = Int(clamping: scale)
    let fraction = String(whole % unit)
    let padding = String(repeating: "0", count: digits - fraction.count)
    return "\(self < 0 ? "-" : "")\(whole / unit).\(padding)\(fraction)"
  }
}
