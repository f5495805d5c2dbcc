extension ElementType {
  /// GGUF's "K" blocks of 256 elements: sub-blocks of 16 or 32 with small integer scales (and
  /// minima) under one half-precision scale. Written in the order of the reference (`gguf`
  /// `quants.py`), so the bits agree.
  func decodeSuperBlocks(
    _ source: UnsafeRawPointer, blocks: Int, into output: UnsafeMutablePointer<Float>
  ) {
    for block in 0..<blocks {
      let bytes = source + block * bytesPerBlock
      let target = output + block * 256
      switch self {
      case .q2_K: decodeQ2K(bytes, target)
      case .q3_K: decodeQ3K(bytes, target)
      case .q4_K: decodeQ4K(bytes, target)
      case .q5_K: decodeQ5K(bytes, target)
      case .q6_K: decodeQ6K(bytes, target)
      default: preconditionFailure("\(name) has no blocks of 256")
      }
    }
  }
}

@inline(__always)
private func byte(_ source: UnsafeRawPointer, _ offset: Int) -> Int {
  Int(source.load(fromByteOffset: offset, as: UInt8.self))
}

/// Element `index` of 256 two-bit values: each 32 bytes hold 128 of them, a quarter at each shift.
@inline(__always)
private func twoBits(_ packed: UnsafeRawPointer, _ index: Int) -> Int {
  (byte(packed, index / 128 * 32 + index % 32) >> (index / 32 % 4 * 2)) & 3
}

/// Element `index` of sub-block `group`: two sub-blocks share 32 bytes, the even one the low half.
@inline(__always)
private func nibble(_ packed: UnsafeRawPointer, _ group: Int, _ index: Int) -> Int {
  (byte(packed, group / 2 * 32 + index) >> (group % 2 * 4)) & 15
}

/// 16 bytes of scale (low nibble) and minimum (high nibble), 64 of 2-bit values, scale, minimum.
private func decodeQ2K(_ bytes: UnsafeRawPointer, _ output: UnsafeMutablePointer<Float>) {
  let (scale, minimum) = (half(at: bytes + 80), half(at: bytes + 82))
  for index in 0..<256 {
    let packed = byte(bytes, index / 16)
    let value = twoBits(bytes + 16, index)
    output[index] =
      scale * Float(packed & 15) * Float(value) - minimum * Float(packed >> 4)
  }
}

/// 32 bytes of inverted third bits, 64 of 2-bit values, 12 of 6-bit scales, scale.
private func decodeQ3K(_ bytes: UnsafeRawPointer, _ output: UnsafeMutablePointer<Float>) {
  let scale = half(at: bytes + 108)
  for index in 0..<256 {
    let group = index / 16
    let low = (byte(bytes, 96 + group % 8) >> (group / 8 * 4)) & 15
    let high = (byte(bytes, 104 + group % 4) >> (group / 4 * 2)) & 3
    let value = twoBits(bytes + 32, index)
    let third = (byte(bytes, index % 32) >> (index / 32)) & 1
    output[index] = scale * Float(low + high * 16 - 32) * Float(value - (1 - third) * 4)
  }
}

/// The 6-bit scale and minimum of sub-block `group` of eight, packed into 12 bytes.
@inline(__always)
private func scaleAndMinimum(_ packed: UnsafeRawPointer, _ group: Int) -> (Int, Int) {
  if group < 4 { return (byte(packed, group) & 63, byte(packed, group + 4) & 63) }
  let shared = byte(packed, group + 4)
  return (
    shared % 16 + byte(packed, group - 4) / 64 * 16,
    shared / 16 + byte(packed, group) / 64 * 16
  )
}

/// Scale, minimum, 12 bytes of 6-bit scales and minima, 128 of 4-bit values.
private func decodeQ4K(_ bytes: UnsafeRawPointer, _ output: UnsafeMutablePointer<Float>) {
  let (scale, minimum) = (half(at: bytes), half(at: bytes + 2))
  for group in 0..<8 {
    let (s, m) = scaleAndMinimum(bytes + 4, group)
    let (groupScale, groupMinimum) = (scale * Float(s), minimum * Float(m))
    for index in 0..<32 {
      let value = nibble(bytes + 16, group, index)
      output[group * 32 + index] = groupScale * Float(value) - groupMinimum
    }
  }
}

/// As Q4_K, with 32 bytes of fifth bits before the nibbles.
private func decodeQ5K(_ bytes: UnsafeRawPointer, _ output: UnsafeMutablePointer<Float>) {
  let (scale, minimum) = (half(at: bytes), half(at: bytes + 2))
  for group in 0..<8 {
    let (s, m) = scaleAndMinimum(bytes + 4, group)
    let (groupScale, groupMinimum) = (scale * Float(s), minimum * Float(m))
    for index in 0..<32 {
      let low = nibble(bytes + 48, group, index)
      let fifth = (byte(bytes, 16 + index) >> group) & 1
      output[group * 32 + index] = groupScale * Float(low + fifth * 16) - groupMinimum
    }
  }
}

/// 128 bytes of low nibbles, 64 of upper two bits, 16 signed scales, scale.
private func decodeQ6K(_ bytes: UnsafeRawPointer, _ output: UnsafeMutablePointer<Float>) {
  let scale = half(at: bytes + 208)
  for index in 0..<256 {
    let groupScale = Float(bytes.load(fromByteOffset: 192 + index / 16, as: Int8.self))
    let (part, place) = (index / 128, index % 128)
    let low = (byte(bytes, part * 64 + place % 64) >> (place / 64 * 4)) & 15
    let high = twoBits(bytes + 128, index)
    output[index] = scale * groupScale * Float(low + high * 16 - 32)
  }
}
