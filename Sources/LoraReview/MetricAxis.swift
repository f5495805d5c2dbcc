import LoraExperiment

/// What a curve is drawn over.
public enum MetricAxis: String, Sendable, Encodable, CaseIterable {
  case step, epoch, samples, time

  /// Where a step lies; nil where the run did not record it.
  func position(of metric: Metric, in run: ReviewedRun) -> Double? {
    switch self {
    case .step: Double(metric.step)
    case .epoch: metric.epoch
    case .samples: Double(metric.step * run.batch)
    case .time: metric.seconds
    }
  }

  /// Steps compare only when a step takes equally many examples; else samples do.
  static func suggested(_ a: ReviewedRun, _ b: ReviewedRun) -> MetricAxis {
    a.batch == b.batch ? .step : .samples
  }
}
