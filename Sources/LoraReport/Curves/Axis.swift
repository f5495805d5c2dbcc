public import LoraExperiment

/// What the horizontal axis of a curve counts.
public enum Axis: String, Sendable, CaseIterable {
  case step, epoch, samples, time

  public var name: String {
    switch self {
    case .step: "step"
    case .epoch: "epoch"
    case .samples: "samples seen"
    case .time: "training time"
    }
  }

  /// With its unit where it has one.
  public var label: String { self == .time ? "\(name) (s)" : name }
}

extension Totals {
  /// The effective batch size; nil when the run did not count what it trained on.
  var samplesPerStep: Double? {
    guard let samples, samples > 0, steps > 0 else { return nil }
    return Double(samples) / Double(steps)
  }
}

/// Where the steps of one run lie on an axis: exact at recorded steps, linear between them.
public struct AxisMap: Sendable {
  private let steps: [Double]
  private let positions: [Double]

  /// Nil when the run did not record what the axis needs.
  ///
  /// - epoch: `epoch` of every metric.
  /// - samples: step · (examples ÷ steps) of the totals; a run's effective batch size is constant.
  /// - time: each stretch's samples ÷ `samplesPerSecond` where every metric has that rate, else
  ///   the run's seconds spread evenly over its steps. Seconds spent stepping, without pauses.
  public init?(_ axis: Axis, metrics: [Metric], totals: Totals) {
    steps = [0] + metrics.map { Double($0.step) }
    guard let positions = Self.positions(axis, metrics, totals) else { return nil }
    self.positions = [0] + positions
  }

  private static func positions(
    _ axis: Axis, _ metrics: [Metric], _ totals: Totals
  ) -> [Double]? {
    let batch = totals.samplesPerStep
    switch axis {
    case .step:
      return metrics.map { Double($0.step) }
    case .epoch:
      let epochs = metrics.compactMap(\.epoch)
      return epochs.count == metrics.count && !epochs.isEmpty ? epochs : nil
    case .samples:
      guard let batch else { return nil }
      return metrics.map { Double($0.step) * batch }
    case .time:
      if let batch, let seconds = integrated(metrics, batch: batch) { return seconds }
      guard totals.seconds > 0, totals.steps > 0 else { return nil }
      return metrics.map { Double($0.step) * totals.seconds / Double(totals.steps) }
    }
  }

  private static func integrated(_ metrics: [Metric], batch: Double) -> [Double]? {
    var seconds = 0.0
    var step = 0
    var result: [Double] = []
    result.reserveCapacity(metrics.count)
    for metric in metrics {
      guard let rate = metric.samplesPerSecond, rate > 0 else { return nil }
      seconds += Double(metric.step - step) * batch / rate
      step = metric.step
      result.append(seconds)
    }
    return metrics.isEmpty ? nil : result
  }

  /// Beyond the last recorded step the last stretch goes on.
  public func position(ofStep step: Int) -> Double {
    let step = Double(step)
    guard steps.count > 1 else { return step }
    var low = 0
    var high = steps.count - 1
    while low < high {
      let middle = (low + high) / 2
      if steps[middle] < step { low = middle + 1 } else { high = middle }
    }
    if steps[low] == step { return positions[low] }
    let right = max(low, 1)
    let width = steps[right] - steps[right - 1]
    guard width > 0 else { return positions[right] }
    let part = (step - steps[right - 1]) / width
    return positions[right - 1] + part * (positions[right] - positions[right - 1])
  }
}
