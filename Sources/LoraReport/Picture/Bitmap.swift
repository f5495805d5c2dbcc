/// A picture in memory, with anti-aliased lines.
struct Bitmap {
  typealias Point = (x: Float, y: Float)

  let width: Int
  let height: Int
  private(set) var pixels: [Colour]
  /// How much of each pixel the polyline being drawn covers. Parts of one line that overlap are
  /// united here, so that joints of a translucent line are not darker than the line.
  private var coverage: [Float]

  init(width: Int, height: Int, background: Colour) {
    self.width = width
    self.height = height
    pixels = [Colour](repeating: background, count: width * height)
    coverage = [Float](repeating: 0, count: width * height)
  }

  /// Draws through all points, with round joints and ends. Points are in pixels, y downward, and
  /// pixel (0, 0) has its centre at (0.5, 0.5).
  mutating func stroke(
    _ points: [Point], _ colour: Colour, width lineWidth: Float, opacity: Float = 1
  ) {
    strokeAll([points], colour, width: lineWidth, opacity: opacity)
  }

  /// The same for several lines that are one shape, such as dashes or a letter.
  mutating func strokeAll(
    _ lines: [[Point]], _ colour: Colour, width lineWidth: Float, opacity: Float = 1
  ) {
    var low = height
    var high = -1
    for line in lines {
      guard let first = line.first else { continue }
      var before = first
      for point in line {
        if let touched = cover(before, point, radius: lineWidth / 2) {
          low = min(low, touched.lowerBound)
          high = max(high, touched.upperBound)
        }
        before = point
      }
    }
    guard low <= high else { return }
    paint(low..<high + 1, colour, opacity)
  }

  private mutating func paint(_ rows: Range<Int>, _ colour: Colour, _ opacity: Float) {
    for index in rows.lowerBound * width..<rows.upperBound * width where coverage[index] > 0 {
      pixels[index] = pixels[index].covered(by: colour, coverage[index] * opacity)
      coverage[index] = 0
    }
  }

  /// Coverage falls from 1 to 0 over the pixel that the edge crosses.
  /// - Returns: the rows touched; nil when the segment lies outside.
  private mutating func cover(_ a: Point, _ b: Point, radius: Float) -> ClosedRange<Int>? {
    let reach = radius + 0.5
    let rows = pixelRange(min(a.y, b.y) - reach, max(a.y, b.y) + reach, limit: height)
    let columns = pixelRange(min(a.x, b.x) - reach, max(a.x, b.x) + reach, limit: width)
    guard let rows, let columns else { return nil }
    let along = (x: b.x - a.x, y: b.y - a.y)
    let square = along.x * along.x + along.y * along.y
    for row in rows {
      for column in columns {
        let from = (x: Float(column) + 0.5 - a.x, y: Float(row) + 0.5 - a.y)
        let part =
          square > 0 ? max(0, min(1, (from.x * along.x + from.y * along.y) / square)) : 0
        let offset = (x: from.x - part * along.x, y: from.y - part * along.y)
        let distance = (offset.x * offset.x + offset.y * offset.y).squareRoot()
        let share = max(0, min(1, reach - distance))
        let index = row * width + column
        if share > coverage[index] { coverage[index] = share }
      }
    }
    return rows
  }

  private func pixelRange(_ low: Float, _ high: Float, limit: Int) -> ClosedRange<Int>? {
    guard low.isFinite, high.isFinite, high >= 0, low < Float(limit) else { return nil }
    return max(0, Int(low))...min(limit - 1, Int(high))
  }

  mutating func fill(_ x: Range<Int>, _ y: Range<Int>, _ colour: Colour) {
    for row in y.clamped(to: 0..<height) {
      for column in x.clamped(to: 0..<width) { pixels[row * width + column] = colour }
    }
  }
}
