extension String {
  /// Control characters spelled out, so that a file's content, its name or a log line from somebody
  /// else cannot drive the terminal that shows it, reorder the text around it or fake a prompt.
  public var printable: String {
    // Most text is plain ASCII, and listings of thousands of runs are made of it.
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    return unicodeScalars.map(\.escapingControl).joined()
  }
}

extension String {
  /// No longer than a screen: a message may quote a name of a million characters.
  var screenful: String {
    let most = 2000
    guard unicodeScalars.count > most else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(most))) + "…"
  }
}

extension String {
  /// The lines of the text, each made printable; those after the first are set in, so that none can
  /// pass for a line of ours.
  public var printableLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }
      .joined(separator: "\n  ")
  }
}

extension Unicode.Scalar {
  /// C0, DEL, C1, line and paragraph separators, and what changes the direction of writing.
  public var isControl: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  var escapingControl: String {
    switch self {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default:
      guard isControl else { return String(Character(self)) }
      let hex = String(value, radix: 16, uppercase: true)
      return "\\u{" + hex + "}"
    }
  }
}
