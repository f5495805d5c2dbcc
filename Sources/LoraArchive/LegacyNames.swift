/// Whether a name that does not say its encoding, and that reads as UTF-8, means it.
///
/// Many a Chinese name in GBK is valid UTF-8 by chance: 图片 reads as "ͼƬ". Chance only makes
/// two-byte characters, of scripts that nobody mixes.
enum LegacyNames {
  static func isSuspicious(_ name: String, fromWindows: Bool) -> Bool {
    let foreign = name.unicodeScalars.filter { !$0.isASCII }
    guard !foreign.isEmpty, foreign.allSatisfy({ $0.value < 0x800 }) else { return false }
    if fromWindows { return true }
    let used = Set(foreign.compactMap(script))
    return used.contains(.unlikely) || used.count > 1
  }

  private enum Script { case latin, greek, cyrillic, armenian, hebrew, arabic, unlikely }

  /// nil: goes with any.
  private static func script(of scalar: Unicode.Scalar) -> Script? {
    switch scalar.value {
    case 0xA0...0xBF, 0xD7, 0xF7, 0x300...0x36F: nil
    case 0xC0...0x17F, 0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x1CD...0x1DC, 0x218...0x21B: .latin
    case 0x386, 0x388...0x3CE: .greek
    case 0x400...0x45F, 0x490, 0x491: .cyrillic
    case 0x531...0x587: .armenian
    case 0x5B0...0x5EA: .hebrew
    case 0x621...0x652, 0x660...0x669, 0x67E, 0x686, 0x698, 0x6A9, 0x6AF, 0x6CC, 0x6F0...0x6F9:
      .arabic
    default: .unlikely
    }
  }
}
