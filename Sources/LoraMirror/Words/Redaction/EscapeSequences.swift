/// The sequences by which programs colour and move text in a terminal (ECMA-48).
enum EscapeSequences {
  static func removed(from text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    guard scalars.contains(where: { $0 == "\u{1B}" || isC1($0) }) else { return text }
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if let end = end(ofSequenceAt: index, in: scalars) {
        index = end
      } else {
        result.append(scalars[index])
        index += 1
      }
    }
    return String(result)
  }

  private static func isC1(_ scalar: Unicode.Scalar) -> Bool {
    (0x80...0x9F).contains(scalar.value)
  }

  /// The index after the sequence that begins at `start`; nil when none does.
  private static func end(ofSequenceAt start: Int, in scalars: [Unicode.Scalar]) -> Int? {
    var index = start + 1
    let kind: Unicode.Scalar
    switch scalars[start] {
    case "\u{1B}":
      guard index < scalars.count else { return index }
      kind = scalars[index]
      index += 1
    case "\u{9B}": kind = "["
    case "\u{90}", "\u{98}", "\u{9D}", "\u{9E}", "\u{9F}": kind = "]"
    default: return nil
    }
    switch kind {
    case "[":
      // Parameters and intermediates, then the final byte.
      while index < scalars.count, (0x20...0x3F).contains(scalars[index].value) { index += 1 }
      return min(index + 1, scalars.count)
    case "]", "P", "X", "^", "_": return end(ofStringAt: index, in: scalars)
    case "\u{20}"..."\u{2F}":
      while index < scalars.count, (0x20...0x2F).contains(scalars[index].value) { index += 1 }
      return min(index + 1, scalars.count)
    case "\u{30}"..."\u{7E}": return index
    // Not a sequence: the escape alone goes.
    default: return start + 1
    }
  }

  /// Commands with a text in them end in BEL or ST; a line end before that means they were cut off.
  private static func end(ofStringAt start: Int, in scalars: [Unicode.Scalar]) -> Int {
    var index = start
    while index < scalars.count {
      switch scalars[index] {
      case "\u{07}", "\u{9C}": return index + 1
      case "\u{1B}":
        let isEnd = index + 1 < scalars.count && scalars[index + 1] == "\\"
        return isEnd ? index + 2 : index
      case "\n": return index
      default: index += 1
      }
    }
    return index
  }
}
