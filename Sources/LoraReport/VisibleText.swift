/// Text from others with everything that acts instead of being read made visible.
///
/// Control characters become their Unicode pictures (`␛`), and the marks that reorder text (bidi
/// embeddings, overrides and isolates), break lines or hide become `⟨U+202E⟩`. Tab and new line
/// stay; `\r\n` is a new line.
public enum VisibleText {
  public static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { !isPlain($0) }) else { return text }
    var result = String.UnicodeScalarView()
    for character in text {
      // One character in Swift; Windows ends lines with it.
      if character == "\r\n" {
        result.append("\n")
        continue
      }
      for scalar in character.unicodeScalars {
        if isPlain(scalar) {
          result.append(scalar)
        } else {
          result.append(contentsOf: picture(of: scalar).unicodeScalars)
        }
      }
    }
    return String(result)
  }

  /// The same for one line: new line and tab become pictures too.
  public static func line(_ text: String) -> String {
    String(
      of(text).map { character -> Character in
        switch character {
        case "\n": "␊"
        case "\t": "␉"
        default: character
        }
      })
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: true
    case 0x00...0x1F, 0x7F...0x9F: false
    case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: false
    case 0xFFF9...0xFFFB, 0xE0000...0xE007F: false
    default: true
    }
  }

  private static func picture(of scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x00...0x1F: return control(scalar)
    case 0x7F: return "␡"
    default:
      let hex = String(scalar.value, radix: 16, uppercase: true)
      return "⟨U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + "⟩"
    }
  }

  private static func control(_ scalar: Unicode.Scalar) -> String {
    Unicode.Scalar(0x2400 + scalar.value).map { String(Character($0)) } ?? ""
  }
}
