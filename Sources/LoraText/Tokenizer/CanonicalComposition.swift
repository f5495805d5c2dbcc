// The standard library's own composition; the public door to it, Foundation, would load ICU.
@_spi(_Unicode) import Swift

/// Unicode NFC that keeps track of where each byte came from.
enum CanonicalComposition {
  /// Composes segment by segment. A segment starts where nothing before can compose with what
  /// follows, so that unchanged segments keep exact byte positions.
  static func apply(to text: AlignedText) -> AlignedText {
    guard text.bytes.contains(where: { $0 >= 0xCC }) else { return text }  // below U+0300
    return text.rewritten { new in
      var start = 0
      var index = 0
      while index < text.bytes.count {
        let (scalar, length) = text.bytes.scalar(at: index)
        if index > start && !canJoinPrevious(scalar) {
          compose(start..<index, of: text, into: &new)
          start = index
        }
        index += length
      }
      compose(start..<index, of: text, into: &new)
    }
  }

  private static func compose(
    _ range: Range<Int>, of text: AlignedText, into new: inout AlignedText
  ) {
    let segment = text.bytes[range]
    guard segment.contains(where: { $0 >= 0xCC }) else { return new.keep(range, of: text) }
    var composed = String.UnicodeScalarView()
    composed.append(contentsOf: String(decoding: segment, as: UTF8.self)._nfc)
    let utf8 = String(composed).utf8
    if utf8.elementsEqual(segment) {
      new.keep(range, of: text)
    } else {
      new.put(Array(utf8), for: text.origin(of: range))
    }
  }

  /// True for everything that composition may move or merge into what stands before it: marks,
  /// Hangul vowels and finals, and the few letters (Kirat Rai vowels) that compose.
  private static func canJoinPrevious(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    switch scalar.value {
    case 0x1160...0x11FF, 0x16D63...0x16D6A: return true
    case 0x4E00...0x9FFF, 0xAC00...0xD7A3: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return scalar.properties.canonicalCombiningClass != .notReordered
    }
  }
}
