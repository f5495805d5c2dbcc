extension RandomAccessCollection where Element == UInt8, Index == Int {
  /// The scalar whose UTF-8 starts at `index`, and its length in bytes. The bytes are valid UTF-8.
  @inline(__always)
  func scalar(at index: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let first = UInt32(self[index])
    if first < 0x80 { return (Unicode.Scalar(UInt8(first)), 1) }
    let second = UInt32(self[index + 1] & 0x3F)
    if first < 0xE0 { return (scalar((first & 0x1F) << 6 | second), 2) }
    let third = UInt32(self[index + 2] & 0x3F)
    if first < 0xF0 { return (scalar((first & 0xF) << 12 | second << 6 | third), 3) }
    let fourth = UInt32(self[index + 3] & 0x3F)
    return (scalar((first & 7) << 18 | second << 12 | third << 6 | fourth), 4)
  }

  @inline(__always)
  private func scalar(_ value: UInt32) -> Unicode.Scalar {
    Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
