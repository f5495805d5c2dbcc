extension Picture {
  /// What the first bytes of a file show: PNG, JPEG or WebP with their size. Everything else, SVG
  /// above all, is no picture that a browser is shown.
  package init?(_ bytes: [UInt8]) {
    guard let found = Self.png(bytes) ?? Self.webp(bytes) ?? Self.jpeg(bytes),
      found.width > 0, found.height > 0
    else { return nil }
    self = found
  }

  private static func png(_ bytes: [UInt8]) -> Picture? {
    guard bytes.count >= 33, bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      bytes[12..<16].elementsEqual("IHDR".utf8)
    else { return nil }
    return Picture(
      format: .png, width: bytes.bigEndian(16, 4), height: bytes.bigEndian(20, 4))
  }

  private static func webp(_ bytes: [UInt8]) -> Picture? {
    guard bytes.count >= 30, bytes.starts(with: "RIFF".utf8),
      bytes[8..<12].elementsEqual("WEBP".utf8)
    else { return nil }
    let (width, height): (Int, Int)
    switch String(decoding: bytes[12..<16], as: UTF8.self) {
    case "VP8 ":
      (width, height) = (bytes.littleEndian(26, 2) & 0x3fff, bytes.littleEndian(28, 2) & 0x3fff)
    case "VP8L":
      let bits = bytes.littleEndian(21, 4)
      (width, height) = (bits & 0x3fff + 1, (bits >> 14) & 0x3fff + 1)
    case "VP8X":
      (width, height) = (bytes.littleEndian(24, 3) + 1, bytes.littleEndian(27, 3) + 1)
    default: return nil
    }
    return Picture(format: .webp, width: width, height: height)
  }

  /// The size stands in the first start-of-frame segment.
  private static func jpeg(_ bytes: [UInt8]) -> Picture? {
    guard bytes.starts(with: [0xff, 0xd8, 0xff]) else { return nil }
    var place = 2
    while place + 9 < bytes.count, bytes[place] == 0xff {
      let marker = bytes[place + 1]
      if marker == 0xff {
        place += 1
        continue
      }
      if (0xc0...0xcf).contains(marker), ![0xc4, 0xc8, 0xcc].contains(marker) {
        return Picture(
          format: .jpeg, width: bytes.bigEndian(place + 7, 2),
          height: bytes.bigEndian(place + 5, 2))
      }
      place += 2 + max(bytes.bigEndian(place + 2, 2), 2)
    }
    return nil
  }
}

extension [UInt8] {
  fileprivate func bigEndian(_ place: Int, _ count: Int) -> Int {
    self[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
  }

  fileprivate func littleEndian(_ place: Int, _ count: Int) -> Int {
    self[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
