import LoraExperiment

/// One curve: what a chart draws. Points lie by rising `x`; a `y` that is not finite breaks the line.
public struct Series: Sendable {
  public var label: String
  public var points: [(x: Double, y: Double)]

  public init(label: String, points: [(x: Double, y: Double)]) {
    self.label = label
    self.points = points
  }
}

extension ReportRun {
  /// The raw training loss; nil when this run has no such axis.
  public func trainingLoss(on axis: Axis) -> Series? {
    series(metrics, on: axis) { Double($0.loss) }
  }

  /// The validation loss, placed on the axis by its step; nil when this run has no such axis.
  public func validationLoss(on axis: Axis) -> Series? {
    series(evaluations, on: axis) { Double($0.loss) }
  }

  private func series(
    _ metrics: [Metric], on axis: Axis, _ value: (Metric) -> Double
  ) -> Series? {
    guard let map = AxisMap(axis, metrics: self.metrics, totals: record.totals) else { return nil }
    return Series(
      label: title, points: metrics.map { (map.position(ofStep: $0.step), value($0)) })
  }
}

extension Axis {
  /// `samples` when effective batch sizes differ, because steps are then of unequal weight; else
  /// `step`. Whoever takes this advice should say so.
  public static func suggested(for runs: [ReportRun]) -> Axis {
    let sizes = runs.filter { !$0.metrics.isEmpty }.compactMap(\.record.totals.samplesPerStep)
    guard let least = sizes.min(), let most = sizes.max(), shared(by: runs).contains(.samples)
    else { return .step }
    // A last batch that is not full makes equal sizes differ a little.
    return most > least * 1.05 ? .samples : .step
  }

  /// The axes that every run with metrics recorded.
  public static func shared(by runs: [ReportRun]) -> [Axis] {
    allCases.filter { axis in
      runs.allSatisfy { run in
        run.metrics.isEmpty
          || AxisMap(axis, metrics: run.metrics, totals: run.record.totals) != nil
      }
    }
  }
}
