/// Rows of text in aligned columns. Where a terminal has no room for them, text is cut, columns
/// that matter least are left out, and a table that needs all of its columns is folded: each row
/// becomes lines of its own.
package struct Table {
  package enum Alignment: Sendable { case left, right }

  /// What a column gives up where there is no room.
  struct Column {
    var title: String
    var alignment: Alignment
    /// The highest is left out first.
    var rank: Int
    /// To how many columns it may be cut; nil for a value that is worth nothing in part.
    var least: Int?
  }

  private let titles: [String]
  private let alignments: [Alignment]
  private let leasts: [Int?]
  private let ranks: [Int]?
  private var rows: [[String]] = []

  /// A table that needs all of its columns; those of text may be cut, but the first names the row.
  package init(_ columns: [(title: String, alignment: Alignment)]) {
    titles = columns.map(\.title)
    alignments = columns.map(\.alignment)
    leasts = columns.enumerated().map { index, column in
      index == 0 || column.alignment == .right ? nil : TableLayout.leastText
    }
    ranks = nil
  }

  /// A table that may leave columns out.
  init(columns: [Column]) {
    titles = columns.map(\.title)
    alignments = columns.map(\.alignment)
    leasts = columns.map(\.least)
    ranks = columns.map(\.rank)
  }

  package mutating func add(_ row: [String]) {
    precondition(row.count == titles.count, "a row needs one cell a column")
    rows.append(row.map(\.printable))
  }

  func render(on terminal: Terminal) -> String { lines(on: terminal).joined(separator: "\n") }

  /// The header and each row.
  func lines(on terminal: Terminal) -> [String] {
    lines(columns: terminal.isInteractive ? terminal.columns : nil) { terminal.styled($0, .bold) }
  }

  /// - Parameters:
  ///   - columns: the room; nil for as much as is needed.
  ///   - emphasised: what titles look like.
  package func lines(columns: Int?, emphasised: (String) -> String) -> [String] {
    let natural = titles.indices.map { column in
      rows.reduce(titles[column].columns) { max($0, $1[column].columns) }
    }
    guard let columns else { return plain(TableLayout(natural: natural), emphasised) }
    let layout = TableLayout(
      natural: natural, least: least(natural), ranks: ranks, into: max(20, columns))
    return layout.map { plain($0, emphasised) } ?? folded(columns, emphasised)
  }

  private func least(_ natural: [Int]) -> [Int] {
    natural.indices.map { column in
      let least = leasts[column].map { max(titles[column].columns, $0) }
      return min(natural[column], least ?? .max)
    }
  }

  private func plain(_ layout: TableLayout, _ emphasised: (String) -> String) -> [String] {
    [emphasised(line(titles, layout))] + rows.map { line($0, layout) }
  }

  private func line(_ cells: [String], _ layout: TableLayout) -> String {
    var text = ""
    var blanks = 0
    for (column, width) in zip(layout.shown, layout.widths) {
      let cell = cells[column].truncated(to: width)
      let gap = width - cell.columns
      let isRight = alignments[column] == .right
      if isRight { blanks += gap }
      // Blanks are written when something follows them, so that no line ends in any.
      if !cell.isEmpty {
        text += String(repeating: " ", count: blanks) + cell
        blanks = 0
      }
      blanks += (isRight ? 0 : gap) + TableLayout.gap
    }
    return text
  }

  private func folded(_ columns: Int, _ emphasised: (String) -> String) -> [String] {
    let width = titles.dropFirst().map(\.columns).max() ?? 0
    return rows.flatMap { row -> [String] in
      let rest = zip(titles, row).dropFirst().filter { !$0.1.isEmpty }
      return [emphasised(row[0].truncated(to: columns))]
        + rest.map { ("  " + $0.padded(to: width) + "  " + $1).truncated(to: columns) }
    }
  }
}
