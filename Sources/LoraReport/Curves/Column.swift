/// One column of numbers as the page carries it, as small as it can be without loss to the eye.
///
/// - `{"n":100000,"linear":[10,10]}`: first value and difference, when the values rise evenly.
/// - `{"n":100000,"knots":[0,0,999,0.0002,…]}`: index and value in turn, lines between them, when
///   few suffice. Most learning rate schedules are a handful of lines.
/// - `{"n":100000,"f32":"…"}`: little-endian Float32, base64. Not a number is a missing value.
enum Column {
  /// A few thousandths of a pixel, and above the rounding of Float32.
  static let drawn = 2e-6
  /// For counts, which are read as numbers.
  static let exact = 1e-9

  /// - Parameter tolerance: how far a line may pass from a value, as a part of the highest value.
  static func json(_ values: [Double], tolerance: Double = drawn) -> String {
    let count = ("n", String(values.count))
    let knots = knots(values, tolerance, most: values.count / 16 + 2)
    if let knots, knots.count <= 2, let first = values.first, let last = values.last {
      let stride = values.count > 1 ? (last - first) / Double(values.count - 1) : 0
      return JSONText.object([count, ("linear", "[\(first),\(stride)]")])
    }
    if let knots {
      let pairs = knots.flatMap { ["\($0)", "\(values[$0])"] }
      return JSONText.object([count, ("knots", JSONText.array(pairs))])
    }
    return JSONText.object([count, ("f32", JSONText.string(Base64.encode(bytes(values))))])
  }

  private static func bytes(_ values: [Double]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * 4)
    for value in values {
      let bits = Float(value).bitPattern
      for shift in [UInt32(0), 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }
    return bytes
  }

  /// Indices whose joining lines pass every value closely, found greedily: from each knot the line
  /// goes as far as the cone of slopes that reach all values in between stays open.
  ///
  /// - Returns: nil when a value is not finite or more than `most` knots are needed.
  private static func knots(_ values: [Double], _ tolerance: Double, most: Int) -> [Int]? {
    guard values.allSatisfy(\.isFinite), let highest = values.map(abs).max() else { return nil }
    let tolerance = highest * tolerance
    var knots = [0]
    var start = 0
    var slopes = (low: -Double.infinity, high: Double.infinity)
    var index = 1
    while index < values.count {
      let run = Double(index - start)
      let slope = (values[index] - values[start]) / run
      if slope >= slopes.low, slope <= slopes.high {
        slopes.low = max(slopes.low, (values[index] - tolerance - values[start]) / run)
        slopes.high = min(slopes.high, (values[index] + tolerance - values[start]) / run)
        index += 1
        continue
      }
      start = index - 1
      knots.append(start)
      guard knots.count <= most else { return nil }
      slopes = (-.infinity, .infinity)
    }
    return values.count > 1 ? knots + [values.count - 1] : knots
  }
}
