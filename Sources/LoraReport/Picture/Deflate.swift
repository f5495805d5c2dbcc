/// Compression to a zlib stream (RFC 1950, 1951): one block of fixed Huffman codes over greedy
/// matches with the last place of the same four bytes. Not dense, but a drawing shrinks well.
enum Deflate {
  static func zlib(_ bytes: [UInt8]) -> [UInt8] {
    var bits = BitWriter()
    bits.put(1, 1)  // the last block
    bits.put(1, 2)  // of fixed codes
    var places = [Int](repeating: -1, count: 1 << 15)
    var index = 0
    while index < bytes.count {
      let match = match(in: bytes, at: index, &places)
      if let match {
        putLength(match.length, &bits)
        putDistance(match.distance, &bits)
        index += match.length
      } else {
        putLiteral(Int(bytes[index]), &bits)
        index += 1
      }
    }
    putLiteral(256, &bits)
    return [0x78, 0x01] + bits.finished() + bigEndian(adler32(bytes))
  }

  private static func match(
    in bytes: [UInt8], at index: Int, _ places: inout [Int]
  ) -> (length: Int, distance: Int)? {
    guard index + 4 <= bytes.count else { return nil }
    let word = (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[index + $1]) }
    let slot = Int((word &* 2_654_435_761) >> 17)
    let before = places[slot]
    places[slot] = index
    guard before >= 0, index - before <= 32_768 else { return nil }
    let limit = min(258, bytes.count - index)
    var length = 0
    while length < limit, bytes[before + length] == bytes[index + length] { length += 1 }
    return length >= 4 ? (length, index - before) : nil
  }

  /// RFC 1951 §3.2.6
  private static func putLiteral(_ symbol: Int, _ bits: inout BitWriter) {
    switch symbol {
    case 0...143: bits.putCode(0x30 + symbol, 8)
    case 144...255: bits.putCode(0x190 + symbol - 144, 9)
    case 256...279: bits.putCode(symbol - 256, 7)
    default: bits.putCode(0xC0 + symbol - 280, 8)
    }
  }

  /// RFC 1951 §3.2.5: the first length of each code, then how many extra bits tell the rest.
  private static let lengths = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]

  private static let distances = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]

  private static func putLength(_ length: Int, _ bits: inout BitWriter) {
    let code = lengths.lastIndex { $0 <= length } ?? 0
    putLiteral(257 + code, &bits)
    let extra = code < 8 || code == 28 ? 0 : code / 4 - 1
    bits.put(length - lengths[code], extra)
  }

  private static func putDistance(_ distance: Int, _ bits: inout BitWriter) {
    let code = distances.lastIndex { $0 <= distance } ?? 0
    bits.putCode(code, 5)
    bits.put(distance - distances[code], code < 4 ? 0 : code / 2 - 1)
  }

  /// RFC 1950 §8
  static func adler32(_ bytes: [UInt8]) -> UInt32 {
    var a: UInt32 = 1
    var b: UInt32 = 0
    for byte in bytes {
      a = (a + UInt32(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return b << 16 | a
  }

  static func bigEndian(_ word: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
  }
}

/// Fills bytes from their lowest bit.
struct BitWriter {
  private var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var count = 0

  /// A number, lowest bit first.
  mutating func put(_ value: Int, _ width: Int) {
    pending |= UInt64(value) << UInt64(count)
    count += width
    while count >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      count -= 8
    }
  }

  /// A Huffman code, highest bit first.
  mutating func putCode(_ code: Int, _ width: Int) {
    var reversed = 0
    for bit in 0..<width where code >> bit & 1 == 1 { reversed |= 1 << (width - 1 - bit) }
    put(reversed, width)
  }

  func finished() -> [UInt8] {
    count > 0 ? bytes + [UInt8(truncatingIfNeeded: pending)] : bytes
  }
}
