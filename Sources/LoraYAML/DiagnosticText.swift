extension Diagnostic {
  /// The way a compiler prints it: place and message, the line with a caret, the hint.
  public func rendered(colour: Bool = false) -> String {
    let paint = Paint(on: colour)
    let place = [
      file.printable, line.map(String.init), line == nil ? nil : column.map(String.init),
    ]
    .compactMap { $0 }.joined(separator: ":")
    let label = severity == .error ? paint.red("error:") : paint.yellow("warning:")
    var lines = [
      paint.bold(place + ":") + " " + label + " " + paint.bold(message.screenful.printable)
    ]
    if let line, let column, let sourceLine {
      let excerpt = SourceExcerpt(sourceLine, column: column, length: length ?? 1)
      let number = String(line)
      let margin = String(repeating: " ", count: number.count)
      lines.append(" \(number) | \(excerpt.text)")
      lines.append(" \(margin) | \(excerpt.indent)" + paint.green(excerpt.caret))
    }
    if let hint { lines.append("  hint: " + hint.screenful.printable) }
    return lines.joined(separator: "\n")
  }
}

/// ANSI colours, or none.
private struct Paint {
  let on: Bool

  func red(_ text: String) -> String { code("1;31", text) }
  func yellow(_ text: String) -> String { code("1;33", text) }
  func green(_ text: String) -> String { code("1;32", text) }
  func bold(_ text: String) -> String { code("1", text) }

  private func code(_ code: String, _ text: String) -> String {
    on ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// The part of a source line around a column, ready for a terminal, and a caret line for it.
private struct SourceExcerpt {
  let text: String
  let indent: String
  let caret: String

  private static let widest = 100

  init(_ line: String, column: Int, length: Int) {
    let scalars = Array(line.unicodeScalars)
    let at = min(max(0, column - 1), scalars.count)
    let first = at > Self.widest - 20 ? at - 40 : 0
    let last = min(scalars.count, first + Self.widest)
    let before = scalars[first..<at].map(\.printable).joined()
    let marked = scalars[at..<min(last, at + max(1, length))].map(\.printable).joined()
    let cut = (start: first > 0 ? "…" : "", end: last < scalars.count ? "…" : "")
    text = cut.start + scalars[first..<last].map(\.printable).joined() + cut.end
    indent = String(repeating: " ", count: cut.start.count + before.columns)
    caret = "^" + String(repeating: "~", count: max(0, marked.columns - 1))
  }
}

extension Unicode.Scalar {
  /// A tab as one space, so that the caret line needs none; other controls spelled out.
  fileprivate var printable: String { self == "\t" ? " " : escapingControl }
}
