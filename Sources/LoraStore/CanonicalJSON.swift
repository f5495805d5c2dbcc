/// JSON in one fixed form, so that equal values are equal bytes: keys sorted by the encoder, two
/// spaces of indentation, a final line end.
enum CanonicalJSON {
  /// Lays out compact JSON. Only white space is added.
  static func pretty(_ compact: some Sequence<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    var depth = 0
    var inString = false
    var isEscaped = false
    var previous: UInt8 = 0
    func lineBreak() { text += [0x0a] + [UInt8](repeating: 0x20, count: 2 * depth) }

    for byte in compact {
      defer { previous = byte }
      if inString {
        text.append(byte)
        inString = isEscaped || byte != UInt8(ascii: "\"")
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        continue
      }
      let closes = byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
      let opened = previous == UInt8(ascii: "{") || previous == UInt8(ascii: "[")
      if closes { depth -= 1 }
      if (opened && !closes) || (closes && !opened) { lineBreak() }
      text.append(byte)
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ","): lineBreak()
      case UInt8(ascii: ":"): text.append(0x20)
      case UInt8(ascii: "\""): inString = true
      default: break
      }
    }
    return text + [0x0a]
  }

  /// `text` as a JSON string.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
