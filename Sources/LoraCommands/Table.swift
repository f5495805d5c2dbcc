/// Rows of text in aligned columns; the last column takes what the terminal leaves.
struct Table {
  enum Alignment { case left, right }

  private let titles: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  init(_ columns: [(title: String, alignment: Alignment)]) {
    titles = columns.map(\.title)
    alignments = columns.map(\.alignment)
  }

  mutating func add(_ row: [String]) {
    precondition(row.count == titles.count, "a row needs one cell a column")
    rows.append(row.map(\.printable))
  }

  func render(on terminal: Terminal) -> String { lines(on: terminal).joined(separator: "\n") }

  /// The header and each row.
  func lines(on terminal: Terminal) -> [String] {
    let widths = titles.indices.map { column in
      rows.reduce(titles[column].columns) { max($0, $1[column].columns) }
    }
    let header = terminal.styled(line(titles, widths, terminal), .bold)
    return [header] + rows.map { line($0, widths, terminal) }
  }

  private func line(_ cells: [String], _ widths: [Int], _ terminal: Terminal) -> String {
    var text = ""
    var blanks = 0
    for column in cells.indices {
      let gap = widths[column] - cells[column].columns
      let isRight = alignments[column] == .right
      if isRight { blanks += gap }
      // Blanks are written when something follows them, so that no line ends in any.
      if !cells[column].isEmpty {
        text += String(repeating: " ", count: blanks) + cells[column]
        blanks = 0
      }
      blanks += (isRight ? 0 : gap) + 2
    }
    return terminal.isInteractive ? text.truncated(to: terminal.columns) : text
  }
}
