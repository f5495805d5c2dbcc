import LoraExperiment

/// Line charts for a terminal, on shared axes.
public enum TerminalChart {
  /// Draws the curves with Braille dots (2 by 4 a character), or with `* + o x` in plain ASCII.
  ///
  /// A curve ends with its letter, which the legend below explains, so two curves are told apart
  /// without colour. Labels are made visible (no escape sequence of theirs survives) and cut.
  ///
  /// - Parameters:
  ///   - width: of every line in characters, at least 24.
  ///   - height: rows of the plot itself, at least 3; the axis, its marks and the legend add
  ///     2 lines and one a curve.
  ///   - axis: what `x` counts, printed under the plot.
  /// - Returns: lines without a line end; a sentence when there is nothing finite to draw.
  public static func render(
    series: [Series], width: Int, height: Int, unicode: Bool, axis: String = Axis.step.label
  ) -> [String] {
    guard let extent = Extent(series) else { return ["(no finite values to draw)"] }
    let rows = max(3, height)
    let marks = rowMarks(extent.y, rows: rows)
    let gutter = marks.map(\.count).max() ?? 0
    let columns = max(8, max(24, width) - gutter - 2)
    var grid = DotGrid(columns: columns, rows: rows, unicode: unicode)
    for (index, one) in series.enumerated() { grid.draw(one, extent, mark: index) }
    for (index, one) in series.enumerated() { grid.putLetter(letter(index), on: one, extent) }
    let border: (tick: String, plain: String) = unicode ? ("┤", "│") : ("+", "|")
    let plot = zip(marks, grid.lines).map { mark, line in
      pad(mark, gutter) + " " + (mark.isEmpty ? border.plain : border.tick) + line
    }
    return plot + footer(extent.x, gutter, columns, unicode, VisibleText.line(axis))
      + legend(series, width: max(24, width))
  }

  /// The value at each row that carries a mark, an empty text at the others.
  private static func rowMarks(_ range: ClosedRange<Double>, rows: Int) -> [String] {
    let height = range.upperBound - range.lowerBound
    var marks = [String](repeating: "", count: rows)
    for tick in Ticks.linear(from: range.lowerBound, to: range.upperBound, count: max(3, rows / 2))
    {
      let fromBottom = (tick - range.lowerBound) / height * Double(rows - 1)
      let row = rows - 1 - Int(clamping: fromBottom.rounded())
      if marks.indices.contains(row) { marks[row] = Quantity.number(tick) }
    }
    return marks
  }

  private static func footer(
    _ range: ClosedRange<Double>, _ gutter: Int, _ columns: Int, _ unicode: Bool, _ axis: String
  ) -> [String] {
    let space = String(repeating: " ", count: gutter + 1)
    let rule = String(repeating: unicode ? "─" : "-", count: columns)
    let low = Quantity.number(range.lowerBound)
    let high = Quantity.number(range.upperBound)
    let free = columns - low.count - high.count
    let title = String(axis.prefix(max(0, free - 2)))
    let left = max(0, (free - title.count) / 2)
    let middle = pad("", left) + title
    let marks = low + middle + pad("", max(1, free - middle.count)) + high
    return [space + (unicode ? "└" : "+") + rule, space + " " + marks]
  }

  private static func legend(_ series: [Series], width: Int) -> [String] {
    series.enumerated().map { index, one in
      String("\(letter(index)) \(VisibleText.line(one.label))".prefix(width))
    }
  }

  private static func letter(_ index: Int) -> Character {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return letters[index % letters.count]
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
