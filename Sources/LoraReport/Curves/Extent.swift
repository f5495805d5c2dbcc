/// The rectangle that a set of curves fills.
struct Extent {
  var x: ClosedRange<Double>
  var y: ClosedRange<Double>

  /// Nil when no point is finite. A range without width is widened around its value.
  init?(_ series: [Series]) {
    var low = (x: Double.infinity, y: Double.infinity)
    var high = (x: -Double.infinity, y: -Double.infinity)
    for one in series {
      for point in one.points where point.x.isFinite && point.y.isFinite {
        low = (min(low.x, point.x), min(low.y, point.y))
        high = (max(high.x, point.x), max(high.y, point.y))
      }
    }
    guard low.x <= high.x else { return nil }
    x = Self.widened(low.x, high.x)
    y = Self.widened(low.y, high.y)
  }

  private static func widened(_ low: Double, _ high: Double) -> ClosedRange<Double> {
    if low < high { return low...high }
    let margin = max(abs(low) * 0.05, 1e-6)
    return low - margin...high + margin
  }
}
