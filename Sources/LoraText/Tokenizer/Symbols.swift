/// A piece on its way through byte-pair encoding: a row of tokens and the bytes each stands for.
struct Symbols {
  struct Symbol {
    var id: Int32
    var start: Int32
    var end: Int32
  }

  private(set) var row: [Symbol] = []
  private var ranks: [Int32] = []

  /// Up to here the best pair is found by looking at all; a queue pays only for more.
  private static let shortRow = 48

  mutating func removeAll() { row.removeAll(keepingCapacity: true) }

  mutating func append(_ id: Int32, _ bytes: Range<Int>) {
    row.append(Symbol(id: id, start: Int32(bytes.lowerBound), end: Int32(bytes.upperBound)))
  }

  /// Merges the pair of lowest rank, the leftmost of equals, until no pair is in `table`.
  mutating func merge(_ table: MergeTable) {
    guard row.count > 1 else { return }
    if row.count <= Self.shortRow {
      mergeShort(table)
    } else {
      row = MergeQueue.merge(row, table)
    }
  }

  private mutating func mergeShort(_ table: MergeTable) {
    ranks.removeAll(keepingCapacity: true)
    for index in 1..<row.count { ranks.append(rank(index - 1, table)) }
    while let (index, rank) = lowestRank(), rank < .max {
      guard let merge = table.merge(row[index].id, row[index + 1].id) else { return }
      row[index].id = merge.result
      row[index].end = row[index + 1].end
      row.remove(at: index + 1)
      ranks.remove(at: index)
      if index > 0 { ranks[index - 1] = self.rank(index - 1, table) }
      if index < ranks.count { ranks[index] = self.rank(index, table) }
    }
  }

  private func lowestRank() -> (index: Int, rank: Int32)? {
    guard var lowest = ranks.first else { return nil }
    var at = 0
    for index in ranks.indices where ranks[index] < lowest {
      lowest = ranks[index]
      at = index
    }
    return (at, lowest)
  }

  private func rank(_ index: Int, _ table: MergeTable) -> Int32 {
    table.merge(row[index].id, row[index + 1].id)?.rank ?? .max
  }
}
