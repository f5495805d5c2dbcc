/// One column of numbers as the page carries it, as small as it can be without loss to the eye.
///
/// `{"n":100000,"linear":[10,10]}` when the values rise evenly (steps, a constant rate), otherwise
/// `{"n":…,"f32":"…"}`: little-endian Float32, base64. Not a number stands for a missing value.
enum Column {
  static func json(_ values: [Double]) -> String {
    let count = ("n", String(values.count))
    if let line = line(values) {
      return JSONText.object([count, ("linear", "[\(line.first),\(line.stride)]")])
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * 4)
    for value in values {
      let bits = Float(value).bitPattern
      for shift in [UInt32(0), 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }
    return JSONText.object([count, ("f32", JSONText.string(Base64.encode(bytes)))])
  }

  private static func line(_ values: [Double]) -> (first: Double, stride: Double)? {
    guard let first = values.first, let last = values.last, first.isFinite, last.isFinite else {
      return nil
    }
    let stride = values.count > 1 ? (last - first) / Double(values.count - 1) : 0
    let tolerance = max(abs(first), abs(last)) * 1e-7
    let isLine = values.enumerated().allSatisfy { index, value in
      abs(first + stride * Double(index) - value) <= tolerance
    }
    return isLine ? (first, stride) : nil
  }
}
