import LoraExperiment

/// Fewer points, the same picture.
public enum Decimation {
  /// Keeps of each pixel column its first, lowest, highest and last point ("M4", Jugel et al. 2014):
  /// the drawn line is the same pixel for pixel, and no spike is lost.
  ///
  /// - Returns: rising indices into `points`, at most 4 a column. A point whose `y` is not finite
  ///   is kept too where it follows a finite one, so that the line still breaks there.
  public static func indices(
    of points: [(x: Double, y: Double)], columns: Int, from low: Double, to high: Double
  ) -> [Int] {
    let width = high - low
    guard width > 0, columns > 0 else { return Array(points.indices.prefix(1)) }
    var kept: [Int] = []
    var column = Column()
    var gapIsOpen = false
    for (index, point) in points.enumerated() where point.x >= low && point.x <= high {
      guard point.y.isFinite else {
        column.flush(into: &kept)
        if !gapIsOpen { kept.append(index) }
        gapIsOpen = true
        continue
      }
      gapIsOpen = false
      let number = min(columns - 1, Int(clamping: (point.x - low) / width * Double(columns)))
      if number != column.number { column.flush(into: &kept) }
      column.add(index, point.y, number)
    }
    column.flush(into: &kept)
    return kept
  }

  private struct Column {
    var number = -1
    var first = -1
    var last = -1
    var lowest = (index: -1, y: Double.infinity)
    var highest = (index: -1, y: -Double.infinity)

    mutating func add(_ index: Int, _ y: Double, _ number: Int) {
      if first < 0 {
        first = index
        self.number = number
      }
      last = index
      if y < lowest.y { lowest = (index, y) }
      if y > highest.y { highest = (index, y) }
    }

    mutating func flush(into kept: inout [Int]) {
      guard first >= 0 else { return }
      for index in [first, lowest.index, highest.index, last].sorted() where kept.last != index {
        kept.append(index)
      }
      self = Column()
    }
  }
}
