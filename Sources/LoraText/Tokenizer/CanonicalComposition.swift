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
        if !joinsPrevious(scalar) {
          compose(start..<index, of: text, into: &new)
          start = index
        }
        index += length
        if isTooNew(scalar) {
          new.keep(start..<index, of: text)
          start = index
        }
      }
      compose(start..<index, of: text, into: &new)
    }
  }

  private static func compose(
    _ range: Range<Int>, of text: AlignedText, into new: inout AlignedText
  ) {
    let segment = text.bytes[range]
    guard segment.contains(where: { $0 >= 0xCC }) else { return new.keep(range, of: text) }
    var scalars = String.UnicodeScalarView()
    for scalar in String(decoding: segment, as: UTF8.self).unicodeScalars {
      scalars.append(contentsOf: tibetanVowels[scalar] ?? [scalar])
    }
    var composed = String.UnicodeScalarView()
    composed.append(contentsOf: String(scalars)._nfc)
    let utf8 = String(composed).utf8
    if utf8.elementsEqual(segment) {
      new.keep(range, of: text)
    } else {
      new.put(Array(utf8), for: text.origin(of: range))
    }
  }

  /// The three starters that decompose into marks; the standard library does not reorder those.
  private static let tibetanVowels: [Unicode.Scalar: [Unicode.Scalar]] = [
    "\u{F73}": ["\u{F71}", "\u{F72}"], "\u{F75}": ["\u{F71}", "\u{F74}"],
    "\u{F81}": ["\u{F71}", "\u{F80}"],
  ]

  /// True for everything that composition may move or merge into what stands before it: marks,
  /// Hangul vowels and finals.
  private static func joinsPrevious(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    switch scalar.value {
    case 0x1160...0x11FF: return true
    case 0x3000...0x3029, 0x4E00...0x9FFF, 0xAC00...0xD7A3: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return !isTooNew(scalar)
    default: return false
    }
  }

  /// The `tokenizers` library composes by the tables of Unicode 9; what came later does not move.
  private static func isTooNew(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    switch scalar.value {
    case 0x3000...0x3029, 0x4E00...0x9FCC, 0xAC00...0xD7A3: return false
    default: return scalar.properties.age.map { $0.major > 9 } ?? false
    }
  }
}
