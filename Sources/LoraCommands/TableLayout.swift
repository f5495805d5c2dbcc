/// Which columns of a table a terminal has room for, and how wide each is.
package struct TableLayout: Equatable {
  /// Of the columns shown, in order.
  package private(set) var shown: [Int]
  /// By shown column.
  package private(set) var widths: [Int]

  static let gap = 2
  /// A column of text is cut to this at most, so that what is left of it still says something.
  static let leastText = 9

  /// Everything as wide as it is.
  package init(natural: [Int]) {
    shown = Array(natural.indices)
    widths = natural
  }

  /// - Parameters:
  ///   - natural: the width of each column's widest cell.
  ///   - least: to what each may be cut.
  ///   - ranks: the highest goes first where there is no room; nil when all have to stay.
  /// - Returns: nil when there is no room for columns at all.
  package init?(natural: [Int], least: [Int], ranks: [Int]?, into columns: Int) {
    var shown = Array(natural.indices)
    func needed() -> Int { shown.reduce(0) { $0 + least[$1] } + Self.gap * (shown.count - 1) }
    while needed() > columns {
      guard let ranks, shown.count > 1,
        let last = shown.max(by: { (ranks[$0], $0) < (ranks[$1], $1) })
      else { return nil }
      shown.removeAll { $0 == last }
    }
    var widths = shown.map { least[$0] }
    var room = columns - needed()
    let order = shown.indices.sorted {
      let (a, b) = (ranks?[shown[$0]] ?? 0, ranks?[shown[$1]] ?? 0)
      return (a, $0) < (b, $1)
    }
    for index in order {
      let more = min(room, natural[shown[index]] - widths[index])
      widths[index] += more
      room -= more
    }
    (self.shown, self.widths) = (shown, widths)
  }
}
