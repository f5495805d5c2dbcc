extension StoredTensor {
  /// Hands over all elements of a plain type as Float32, a part at a time, until `take` answers false.
  ///
  /// The file is read, not mapped, and what that costs in memory does not depend on the shape. Throws
  /// where the file was cut short since it was opened.
  public func readFloats(
    _ take: (UnsafeBufferPointer<Float>) -> Bool
  ) throws(WeightsError) {
    let step = 65_536
    var floats = [Float](repeating: 0, count: min(step, elementCount))
    for first in stride(from: 0, to: elementCount, by: step) {
      let count = min(step, elementCount - first)
      let stored = try bytes(of: first..<first + count)
      let goesOn = floats.withUnsafeMutableBufferPointer { floats in
        stored.withUnsafeBytes { bytes in
          guard let output = floats.baseAddress, let input = bytes.baseAddress else { return false }
          elementType.decode(input, count: count, into: output)
          return take(UnsafeBufferPointer(start: output, count: count))
        }
      }
      guard goesOn else { return }
    }
  }

  /// Whether every element of a plain type is a finite number. Integers always are.
  public func isFinite() throws(WeightsError) -> Bool {
    guard elementType.isFloatingPoint else { return true }
    var areFinite = true
    try readFloats { part in
      areFinite = part.areFinite
      return areFinite
    }
    return areFinite
  }
}

extension UnsafeBufferPointer<Float> {
  /// Whether none is infinite or not a number: the exponents of those alone are all ones. Compared as
  /// integers, for a sum of floats may not be taken in any order and so is not vectorised.
  public var areFinite: Bool {
    var largest: UInt32 = 0
    for value in self { largest = Swift.max(largest, value.bitPattern & 0x7FFF_FFFF) }
    return largest < 0x7F80_0000
  }
}
