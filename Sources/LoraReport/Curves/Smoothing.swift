/// Smoothing of noisy curves.
public enum Smoothing {
  /// Exponential moving average, corrected for its start at zero as in Adam (Kingma and Ba 2015,
  /// §3): mₙ = w·mₙ₋₁ + (1 - w)·yₙ, shown as mₙ / (1 - wⁿ).
  ///
  /// - Parameter weight: `w` in 0..<1; 0 changes nothing. A value that is not finite stays where
  ///   it is and does not enter the average.
  public static func debiasedEMA(_ values: [Double], weight: Double) -> [Double] {
    guard weight > 0 else { return values }
    var mean = 0.0
    var forgotten = 1.0
    return values.map { value in
      guard value.isFinite else { return value }
      mean = weight * mean + (1 - weight) * value
      forgotten *= weight
      return mean / (1 - forgotten)
    }
  }

  /// A weight whose window is about a hundredth of the curve: 0 up to 100 points, at most 0.999.
  public static func suggestedWeight(points: Int) -> Double {
    points <= 100 ? 0 : min(0.999, 1 - 100 / Double(points))
  }
}
