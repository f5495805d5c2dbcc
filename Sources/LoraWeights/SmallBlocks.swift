extension ElementType {
  /// GGUF's blocks of 32 elements: a half-precision scale, perhaps a minimum, then 4, 5 or 8 bits
  /// an element. Element i's low four bits stand in byte i, element 16 + i's in the same byte's
  /// upper half. Written in the order of the reference (`gguf` `quants.py`), so the bits agree.
  func decodeSmallBlocks(
    _ source: UnsafeRawPointer, blocks: Int, into output: UnsafeMutablePointer<Float>
  ) {
    for block in 0..<blocks {
      let bytes = source + block * bytesPerBlock
      let target = output + block * 32
      switch self {
      case .q4_0: decodeNibbles(bytes + 2, target) { half(at: bytes) * Float($0 - 8) }
      case .q4_1:
        let (scale, minimum) = (half(at: bytes), half(at: bytes + 2))
        decodeNibbles(bytes + 4, target) { scale * Float($0) + minimum }
      case .q5_0:
        let scale = half(at: bytes)
        decodeFiveBits(bytes + 2, target) { scale * Float($0 - 16) }
      case .q5_1:
        let (scale, minimum) = (half(at: bytes), half(at: bytes + 2))
        decodeFiveBits(bytes + 4, target) { scale * Float($0) + minimum }
      case .q8_0:
        let scale = half(at: bytes)
        for index in 0..<32 {
          target[index] = Float(bytes.load(fromByteOffset: 2 + index, as: Int8.self)) * scale
        }
      case .iq4_NL:
        let scale = half(at: bytes)
        decodeNibbles(bytes + 2, target) { scale * nonLinear($0) }
      default: preconditionFailure("\(name) has no blocks of 32")
      }
    }
  }
}

@inline(__always)
private func decodeNibbles(
  _ packed: UnsafeRawPointer, _ output: UnsafeMutablePointer<Float>, _ value: (Int32) -> Float
) {
  for index in 0..<16 {
    let byte = Int32(packed.load(fromByteOffset: index, as: UInt8.self))
    output[index] = value(byte & 15)
    output[index + 16] = value(byte >> 4)
  }
}

/// Four bytes of fifth bits, element i's at bit i, then the nibbles.
@inline(__always)
private func decodeFiveBits(
  _ packed: UnsafeRawPointer, _ output: UnsafeMutablePointer<Float>, _ value: (Int32) -> Float
) {
  let high = packed.loadUnaligned(as: UInt32.self)
  for index in 0..<16 {
    let byte = Int32(packed.load(fromByteOffset: 4 + index, as: UInt8.self))
    let first = Int32(high >> UInt32(index) & 1) << 4
    let second = Int32(high >> UInt32(index + 16) & 1) << 4
    output[index] = value(byte & 15 | first)
    output[index + 16] = value(byte >> 4 | second)
  }
}

/// IQ4_NL's sixteen levels, denser around zero, packed as sixteen signed bytes.
@inline(__always)
private func nonLinear(_ code: Int32) -> Float {
  let levels: SIMD16<Int8> = [
    -127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113,
  ]
  return Float(levels[Int(code)])
}
