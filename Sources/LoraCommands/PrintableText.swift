extension String {
  /// The lines of the text, each made printable; those after the first are set in, so that none can
  /// pass for a line of ours.
  var printableLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }
      .joined(separator: "\n  ")
  }

  /// The text with control characters spelled out, so that a file name, a log line or a sample
  /// from somebody else cannot move the cursor, recolour the terminal or fake a prompt.
  var printable: String {
    // Most text is plain ASCII, and listings of thousands of runs are made of it.
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
    guard unicodeScalars.contains(where: \.isControlOrDirection) else { return self }
    var safe = ""
    for scalar in unicodeScalars {
      if scalar.isControlOrDirection {
        safe += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// Columns the text takes in a terminal: two for East Asian wide characters and emoji.
  var displayWidth: Int {
    utf8.allSatisfy { $0 < 0x80 } ? utf8.count : reduce(0) { $0 + $1.displayWidth }
  }

  func padded(to width: Int, right: Bool = false) -> String {
    let fill = String(repeating: " ", count: max(0, width - displayWidth))
    return right ? fill + self : self + fill
  }

  /// At most `width` columns, an ellipsis in place of what does not fit.
  func truncated(to width: Int) -> String {
    guard displayWidth > width else { return self }
    var kept = ""
    var used = 0
    for character in self {
      guard used + character.displayWidth < width else { break }
      kept.append(character)
      used += character.displayWidth
    }
    return kept + "…"
  }
}

extension Unicode.Scalar {
  /// C0, DEL, C1, line and paragraph separators, and what changes the direction of writing; tab and
  /// newline are let through by no one here.
  var isControlOrDirection: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension Character {
  fileprivate var displayWidth: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0..<0x300, 0x2010..<0x2028, 0x2030..<0x2060, 0x2070..<0x2C00: return 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default:
      return scalar.properties.generalCategory == .nonspacingMark ? 0 : 1
    }
  }
}
