extension ElementType {
  /// Widens `count` elements of a plain type at `source` to Float32.
  func decode(_ source: UnsafeRawPointer, count: Int, into output: UnsafeMutablePointer<Float>) {
    switch self {
    case .f32: UnsafeMutableRawPointer(output).copyMemory(from: source, byteCount: count * 4)
    case .bf16: widen(source, count, output) { Float(bitPattern: UInt32($0 as UInt16) << 16) }
    case .f16: widen(source, count, output) { float(half: $0) }
    case .f64: widen(source, count, output) { Float(Double(bitPattern: $0)) }
    case .f8_E5M2: widen(source, count, output) { float(half: UInt16($0 as UInt8) << 8) }
    case .f8_E4M3: widen(source, count, output) { float(e4m3: $0) }
    case .u64: widen(source, count, output) { Float($0 as UInt64) }
    case .u32: widen(source, count, output) { Float($0 as UInt32) }
    case .u16: widen(source, count, output) { Float($0 as UInt16) }
    case .i64: widen(source, count, output) { Float($0 as Int64) }
    case .i32: widen(source, count, output) { Float($0 as Int32) }
    case .i16: widen(source, count, output) { Float($0 as Int16) }
    case .i8: widen(source, count, output) { Float($0 as Int8) }
    case .u8, .bool: widen(source, count, output) { Float($0 as UInt8) }
    case .q4_0, .q4_1, .q5_0, .q5_1, .q8_0, .iq4_NL, .q2_K, .q3_K, .q4_K, .q5_K, .q6_K:
      preconditionFailure("\(name) is a block type")
    }
  }
}

@inline(__always)
private func widen<T: FixedWidthInteger>(
  _ source: UnsafeRawPointer, _ count: Int, _ output: UnsafeMutablePointer<Float>,
  _ value: (T) -> Float
) {
  for index in 0..<count {
    output[index] = value(
      source.loadUnaligned(fromByteOffset: index &* (T.bitWidth / 8), as: T.self))
  }
}

/// IEEE 754 half precision, widened exactly and without a branch, so that the loop is vectorised.
///
/// A normal number is moved into Float32's exponent range and scaled by 2⁻¹¹²; a subnormal one is
/// put into the fraction of 0.5, from which 0.5 is then taken.
@inline(__always)
private func float(half: UInt16) -> Float {
  let bits = UInt32(half) << 16
  let magnitude = bits &+ bits
  let normal = Float(bitPattern: (magnitude >> 4) &+ (0xE0 << 23)) * 0x1.0p-112
  let subnormal = Float(bitPattern: (magnitude >> 17) | (126 << 23)) - 0.5
  let value = magnitude < (1 << 27) ? subnormal.bitPattern : normal.bitPattern
  return Float(bitPattern: value | (bits & 0x8000_0000))
}

/// Eight bits with four of exponent (bias 7), without infinities: as a half with the same fields,
/// whose bias is 8 greater.
@inline(__always)
private func float(e4m3 byte: UInt8) -> Float {
  guard byte & 0x7F != 0x7F else { return .nan }
  return float(half: UInt16(byte & 0x80) << 8 | UInt16(byte & 0x7F) << 7) * 0x1p8
}
