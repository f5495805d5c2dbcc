import LoraReport

/// Text from others on its way into a comment: nothing in it acts, and it is no longer than said.
enum Quoted {
  /// On one line.
  static func line(_ text: String, limit: Int = 200) -> String {
    let line = VisibleText.line(text)
    return line.count > limit ? line.prefix(limit - 1) + "…" : line
  }

  /// The last lines of `text` that say something.
  static func lastLines(of text: String, count: Int, width: Int = 200) -> [String] {
    let lines = VisibleText.of(text).split(separator: "\n")
      .filter { !$0.allSatisfy(\.isWhitespace) }
    return lines.suffix(count).map { line in
      self.line(String(line).replacing("\t", with: "  "), limit: width)
    }
  }
}
