import Foundation

/// Numbers that look random and are the same every time: `scale` · sin of an irrational walk.
func wave(_ count: Int, _ phase: Double = 0, scale: Float = 1) -> [Float] {
  (0..<count).map { index in
    let angle: Double = phase + 1.7 * Double(index) + Double(index * index % 31)
    return scale * Float(sin(angle))
  }
}

/// The largest difference, in units of the largest expected magnitude (at least 1e-3).
func deviation(_ found: [Float], _ expected: [Double]) -> Double {
  guard found.count == expected.count else { return .infinity }
  let largest = expected.reduce(1e-3) { max($0, abs($1)) }
  var worst = 0.0
  for (one, other) in zip(found, expected) {
    worst = one.isNaN ? .infinity : max(worst, abs(Double(one) - other))
  }
  return worst / largest
}
