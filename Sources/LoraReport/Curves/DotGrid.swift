import LoraExperiment

/// A canvas of characters. With Braille each holds 2 by 4 dots, else one mark.
struct DotGrid {
  private let columns: Int
  private let rows: Int
  private let unicode: Bool
  private var dots: [UInt8]
  private var letters: [Character?]

  init(columns: Int, rows: Int, unicode: Bool) {
    self.columns = columns
    self.rows = rows
    self.unicode = unicode
    dots = [UInt8](repeating: 0, count: columns * rows)
    letters = [Character?](repeating: nil, count: columns * rows)
  }

  private var across: Int { unicode ? columns * 2 : columns }
  private var down: Int { unicode ? rows * 4 : rows }

  /// Joins neighbouring points; a value that is not finite interrupts the line.
  mutating func draw(_ series: Series, _ extent: Extent, mark: Int) {
    var before: (x: Int, y: Int)?
    let kept = Decimation.indices(
      of: series.points, columns: across, from: extent.x.lowerBound, to: extent.x.upperBound)
    for index in kept {
      let here = place(series.points[index], extent)
      if let here { line(from: before ?? here, to: here, mark) }
      before = here
    }
  }

  mutating func putLetter(_ letter: Character, on series: Series, _ extent: Extent) {
    guard let last = series.points.last(where: { $0.y.isFinite && $0.x.isFinite }),
      let dot = place(last, extent)
    else { return }
    let column = unicode ? dot.x / 2 : dot.x
    let row = unicode ? dot.y / 4 : dot.y
    // Two curves that end in one place: the later letter moves left to stay readable.
    let free = stride(from: column, through: 0, by: -1).first { letters[row * columns + $0] == nil }
    if let free { letters[row * columns + free] = letter }
  }

  var lines: [String] {
    (0..<rows).map { row in
      String((0..<columns).map { character(row * columns + $0) })
    }
  }

  private func character(_ cell: Int) -> Character {
    if let letter = letters[cell] { return letter }
    guard dots[cell] != 0 else { return " " }
    guard unicode else { return Character(Unicode.Scalar(dots[cell])) }
    return Unicode.Scalar(0x2800 + UInt32(dots[cell])).map(Character.init) ?? " "
  }

  private func place(_ point: (x: Double, y: Double), _ extent: Extent) -> (x: Int, y: Int)? {
    guard point.x.isFinite, point.y.isFinite else { return nil }
    let x = (point.x - extent.x.lowerBound) / (extent.x.upperBound - extent.x.lowerBound)
    let y = (point.y - extent.y.lowerBound) / (extent.y.upperBound - extent.y.lowerBound)
    return (
      Int(clamping: (x * Double(across - 1)).rounded()),
      down - 1 - Int(clamping: (y * Double(down - 1)).rounded())
    )
  }

  private mutating func line(from a: (x: Int, y: Int), to b: (x: Int, y: Int), _ mark: Int) {
    let length = max(abs(b.x - a.x), abs(b.y - a.y), 1)
    for part in 0...length {
      let along = Double(part) / Double(length)
      set(
        a.x + Int(clamping: (Double(b.x - a.x) * along).rounded()),
        a.y + Int(clamping: (Double(b.y - a.y) * along).rounded()), mark)
    }
  }

  private mutating func set(_ x: Int, _ y: Int, _ mark: Int) {
    if unicode {
      // The dots of U+2800 + bits: 1 2 3 7 down the left side, 4 5 6 8 down the right.
      let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
      dots[y / 4 * columns + x / 2] |= bits[y % 4][x % 2]
    } else {
      let marks = Array("*+ox".utf8)
      dots[y * columns + x] = marks[mark % marks.count]
    }
  }
}
