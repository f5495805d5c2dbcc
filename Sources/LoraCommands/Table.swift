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

  func render(on terminal: Terminal) -> String {
    let widths = titles.indices.map { column in
      ([titles] + rows).map { $0[column].displayWidth }.max() ?? 0
    }
    let header = terminal.styled(line(titles, widths, terminal), .bold)
    return ([header] + rows.map { line($0, widths, terminal) }).joined(separator: "\n")
  }

  private func line(_ cells: [String], _ widths: [Int], _ terminal: Terminal) -> String {
    let aligned = cells.indices.map { column in
      cells[column].padded(to: widths[column], right: alignments[column] == .right)
    }
    let whole = aligned.joined(separator: "  ")
    let text = String(whole.reversed().drop { $0 == " " }.reversed())
    return terminal.isInteractive ? text.truncated(to: terminal.columns) : text
  }
}
