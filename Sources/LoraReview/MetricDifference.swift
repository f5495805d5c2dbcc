import LoraExperiment
public import LoraReport

/// Both runs' losses: at the end, at the best, and at the same point.
public struct MetricDifference: Sendable, Encodable {
  public struct Measure: Sendable, Encodable {
    /// What is measured, in words: which loss, raw or smoothed, where.
    public let name: String
    public let a: Double?
    public let b: Double?
  }

  public let axis: Axis
  /// The last point that both runs reached, on that axis.
  public let samePoint: Double?
  public let measures: [Measure]
  /// Smoothed training losses.
  let curves: [Series]

  init(_ a: ReviewedRun, _ b: ReviewedRun, axis asked: Axis?) {
    let reports = [a.report, b.report]
    axis = asked ?? Axis.suggested(for: reports)
    let raw = reports.map { [axis] in $0.trainingLoss(on: axis)?.finite ?? [] }
    let smooth = raw.map(Self.smoothed)
    let ends = raw.compactMap { $0.last?.x }
    let point = ends.count == 2 ? ends.min() : nil
    samePoint = point
    curves = zip(reports, smooth).map { Series(label: $0.title, points: $1) }
    let totals = (a.record.totals, b.record.totals)
    measures = [
      Measure("final training loss", totals.0.finalLoss, totals.1.finalLoss),
      Measure("best training loss", totals.0.bestLoss, totals.1.bestLoss),
      Measure(name: "final training loss, smoothed", a: smooth[0].last?.y, b: smooth[1].last?.y),
      Measure(
        name: "training loss at the same point", a: Self.value(raw[0], at: point),
        b: Self.value(raw[1], at: point)),
      Measure(
        name: "training loss at the same point, smoothed", a: Self.value(smooth[0], at: point),
        b: Self.value(smooth[1], at: point)),
      Measure("last validation loss", a.run.summary.evaluationLoss, b.run.summary.evaluationLoss),
      Measure(name: "steps", a: Double(totals.0.steps), b: Double(totals.1.steps)),
      Measure(name: "seconds", a: totals.0.seconds, b: totals.1.seconds),
    ].filter { $0.a != nil || $0.b != nil }
  }

  /// Both smoothed curves on shared axes, as lines of text; empty when there is nothing to draw.
  public func chart(width: Int, height: Int, unicode: Bool) -> [String] {
    guard curves.contains(where: { $0.points.count > 1 }) else { return [] }
    return TerminalChart.render(
      series: curves, width: width, height: height, unicode: unicode, axis: axis.label)
  }

  private static func smoothed(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    let weight = Smoothing.suggestedWeight(points: points.count)
    return zip(points, Smoothing.debiasedEMA(points.map(\.y), weight: weight)).map { ($0.x, $1) }
  }

  /// The last value at or before `point`.
  private static func value(_ points: [(x: Double, y: Double)], at point: Double?) -> Double? {
    point.flatMap { point in points.last { $0.x <= point }?.y }
  }

  enum CodingKeys: String, CodingKey { case axis, samePoint, measures }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(axis.rawValue, forKey: .axis)
    try container.encodeIfPresent(samePoint, forKey: .samePoint)
    try container.encode(measures, forKey: .measures)
  }
}

extension MetricDifference.Measure {
  init(_ name: String, _ a: Float?, _ b: Float?) {
    self.init(name: name, a: a.map(Double.init), b: b.map(Double.init))
  }
}

extension Series {
  fileprivate var finite: [(x: Double, y: Double)] { points.filter { $0.y.isFinite } }
}
