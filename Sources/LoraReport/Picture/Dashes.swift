/// Cuts a line into dashes, as `stroke-dasharray` does.
enum Dashes {
  /// The patterns d0 to d3 of colours.css: lengths drawn and left out in turn; none is a solid line.
  static let patterns: [[Float]] = [[], [9, 5], [2, 5], [11, 4, 2, 4]]

  static func cut(_ line: [Bitmap.Point], _ pattern: [Float]) -> [[Bitmap.Point]] {
    guard !pattern.isEmpty, var before = line.first else { return [line] }
    var dashes: [[Bitmap.Point]] = []
    var dash = [before]
    var part = 0
    var left = pattern[0]
    for point in line.dropFirst() {
      var length = distance(before, point)
      while length > left {
        let share = left / length
        let cut = (
          x: before.x + (point.x - before.x) * share, y: before.y + (point.y - before.y) * share
        )
        if part % 2 == 0 { dashes.append(dash + [cut]) }
        dash = [cut]
        before = cut
        length = distance(before, point)
        part += 1
        left = pattern[part % pattern.count]
      }
      left -= length
      dash.append(point)
      before = point
    }
    if part % 2 == 0 { dashes.append(dash) }
    return dashes
  }

  private static func distance(_ a: Bitmap.Point, _ b: Bitmap.Point) -> Float {
    ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
  }
}
