import LoraExperiment
import LoraReport

/// Both runs' losses: at the end, at the best, and at the same point.
public struct MetricDifference: Sendable, Encodable {
  public struct Measure: Sendable, Encodable {
    /// What is measured, in words: which loss, raw or smoothed, where.
    public let name: String
    public let a: Double?
    public let b: Double?
  }

  public let axis: MetricAxis
  /// The last point that both runs reached, on that axis.
  public let samePoint: Double?
  public let measures: [Measure]
  let curves: [Curve]

  /// One run's training loss over the axis.
  struct Curve: Sendable {
    let label: String
    let points: [(x: Double, y: Double)]
  }

  enum CodingKeys: String, CodingKey { case axis, samePoint, measures }

  init(_ a: ReviewedRun, _ b: ReviewedRun, axis asked: MetricAxis?) {
    let axis = asked ?? MetricAxis.suggested(a, b)
    self.axis = axis
    let raw = (Self.points(of: a, axis), Self.points(of: b, axis))
    let smooth = (Self.smoothed(raw.0), Self.smoothed(raw.1))
    let shared = [raw.0.last?.x, raw.1.last?.x].compactMap { $0 }
    let point = shared.count == 2 ? shared.min() : nil
    samePoint = point
    curves = [Curve(label: "a", points: smooth.0), Curve(label: "b", points: smooth.1)]
    let totals = (a.record.totals, b.record.totals)
    measures = [
      Measure("final training loss", totals.0.finalLoss, totals.1.finalLoss),
      Measure("best training loss", totals.0.bestLoss, totals.1.bestLoss),
      Measure(
        "final training loss, smoothed", smooth.0.last.map { Float($0.y) },
        smooth.1.last.map { Float($0.y) }),
      Measure(
        "training loss at the same point", Self.value(raw.0, at: point), Self.value(raw.1, at: point)),
      Measure(
        "training loss at the same point, smoothed", Self.value(smooth.0, at: point),
        Self.value(smooth.1, at: point)),
      Measure(
        "last validation loss", a.run.summary.evaluationLoss, b.run.summary.evaluationLoss),
      Measure(name: "steps", a: Double(totals.0.steps), b: Double(totals.1.steps)),
      Measure(name: "seconds", a: totals.0.seconds, b: totals.1.seconds),
    ].filter { $0.a != nil || $0.b != nil }
  }

  private static func points(of run: ReviewedRun, _ axis: MetricAxis) -> [(x: Double, y: Double)] {
    run.metrics.compactMap { metric in
      guard metric.loss.isFinite else { return nil }
      return axis.position(of: metric, in: run).map { ($0, Double(metric.loss)) }
    }
  }

  private static func smoothed(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    let weight = Smoothing.suggestedWeight(points: points.count)
    let values = Smoothing.debiasedEMA(points.map(\.y), weight: weight)
    return zip(points, values).map { ($0.x, $1) }
  }

  /// The last value at or before `point`.
  private static func value(_ points: [(x: Double, y: Double)], at point: Double?) -> Float? {
    guard let point else { return nil }
    return points.last { $0.x <= point }.map { Float($0.y) }
  }
}

extension MetricDifference.Measure {
  init(_ name: String, _ a: Float?, _ b: Float?) {
    self.init(name: name, a: a.map(Double.init), b: b.map(Double.init))
  }
}

extension MetricDifference {
  /// Both curves on shared axes, smoothed, as lines of text.
  public func chart(width: Int, height: Int, unicode: Bool) -> [String] {
    TerminalChart.render(
      series: curves.map { (label: $0.label, points: $0.points) }, width: width, height: height,
      xLabel: axis.rawValue, unicode: unicode)
  }
}
