// Measured numbers in JSON, which has no word for what is not finite: such a number is `null`. An
// absent key was not measured.

extension KeyedDecodingContainer {
  /// nil where nothing was measured; not a number where it was not finite.
  func measured(_ key: Key) throws -> Float? {
    guard contains(key) else { return nil }
    if try decodeNil(forKey: key) { return .nan }
    // What Float32 does not hold became infinite where it was measured.
    if let number = try? decode(Float.self, forKey: key) { return number }
    return Float(try decode(Double.self, forKey: key))
  }

  /// nil where there is none, or one out of range.
  func number(_ key: Key, in range: ClosedRange<Double>) throws -> Double? {
    let number = try decodeIfPresent(Double.self, forKey: key)
    return number.flatMap { range.contains($0) ? $0 : nil }
  }

  /// nil where there is none, or one that no trainer can have counted.
  func count(_ key: Key) throws -> Int? {
    let count = try decodeIfPresent(Int.self, forKey: key)
    return count.flatMap { (0...TrainerFields.largestCount).contains($0) ? $0 : nil }
  }
}

extension KeyedEncodingContainer {
  mutating func encode(measured number: Float?, forKey key: Key) throws {
    guard let number else { return }
    if number.isFinite { try encode(number, forKey: key) } else { try encodeNil(forKey: key) }
  }
}
