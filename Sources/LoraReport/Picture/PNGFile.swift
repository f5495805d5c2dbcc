/// PNG (ISO/IEC 15948) with a palette of at most 256 colours, a byte a pixel.
enum PNGFile {
  static func encode(_ bitmap: Bitmap) -> [UInt8] {
    let palette = Palette(of: bitmap.pixels)
    var rows: [UInt8] = []
    rows.reserveCapacity((bitmap.width + 1) * bitmap.height)
    for row in 0..<bitmap.height {
      rows.append(0)  // no filter: indices of a palette have no gradient
      for column in 0..<bitmap.width {
        rows.append(palette.index(of: bitmap.pixels[row * bitmap.width + column]))
      }
    }
    let size = Deflate.bigEndian(UInt32(bitmap.width)) + Deflate.bigEndian(UInt32(bitmap.height))
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", size + [8, 3, 0, 0, 0])
      + chunk("PLTE", palette.colours.flatMap { [$0.red, $0.green, $0.blue] })
      + chunk("IDAT", Deflate.zlib(rows))
      + chunk("IEND", [])
  }

  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let named = Array(name.utf8) + content
    return Deflate.bigEndian(UInt32(content.count)) + named + Deflate.bigEndian(crc32(named))
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { rest, _ in
      rest & 1 == 1 ? 0xEDB8_8320 ^ rest >> 1 : rest >> 1
    }
  }

  /// ISO 3309, as PNG's annex D has it.
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { rest, byte in
      table[Int((rest ^ UInt32(byte)) & 0xFF)] ^ rest >> 8
    }
  }
}

/// The 256 commonest colours of a picture, commonest first; any other becomes the nearest.
struct Palette {
  let colours: [Colour]
  private let indices: [Colour: UInt8]

  init(of pixels: [Colour]) {
    var counts: [Colour: Int] = [:]
    for pixel in pixels { counts[pixel, default: 0] += 1 }
    let ranked = counts.sorted { a, b in
      a.value != b.value ? a.value > b.value : a.key.number < b.key.number
    }.map(\.key)
    let kept = Array(ranked.prefix(256))
    var indices: [Colour: UInt8] = [:]
    for (index, colour) in kept.enumerated() { indices[colour] = UInt8(index) }
    for colour in ranked.dropFirst(256) {
      let nearest = kept.indices.min {
        kept[$0].distance(to: colour) < kept[$1].distance(to: colour)
      }
      indices[colour] = UInt8(nearest ?? 0)
    }
    colours = kept
    self.indices = indices
  }

  func index(of colour: Colour) -> UInt8 { indices[colour] ?? 0 }
}

extension Colour {
  /// Orders colours that are equally common, so that equal pictures give equal files.
  var number: Int { Int(red) << 16 | Int(green) << 8 | Int(blue) }
}
