/// How a product's result is cut into tiles that threads take: from the shape alone.
///
/// About 256 rows a tile, because OpenBLAS packs the second factor anew for each. Columns are
/// halved while there are fewer than eight tiles, to a width that is still worth packing the rows
/// for; powers of two, because that is how many processors there mostly are.
struct Tiling {
  private let rows: Blocks
  private let columns: Blocks

  init(rows: Int, columns: Int) {
    self.rows = Blocks(of: rows, atMost: 256, grain: 16)
    let narrowest = self.rows.count > 1 ? 256 : 96
    var parts = 1
    while self.rows.count * parts < 8, columns / (2 * parts) >= narrowest { parts *= 2 }
    self.columns = Blocks(of: columns, atMost: (columns + parts - 1) / parts, grain: 16)
  }

  var count: Int { rows.count * columns.count }

  subscript(tile: Int) -> (rows: Range<Int>, columns: Range<Int>) {
    (rows[tile / columns.count], columns[tile % columns.count])
  }
}

/// 0..<length in equal blocks, but for the last.
struct Blocks {
  let length: Int
  let size: Int
  let count: Int

  init(of length: Int, atMost limit: Int, grain: Int = 1) {
    let wanted = max(1, (length + limit - 1) / limit)
    let even = (length + wanted - 1) / wanted
    size = max(1, (even + grain - 1) / grain * grain)
    self.length = length
    count = (length + size - 1) / size
  }

  subscript(block: Int) -> Range<Int> { block * size..<min(length, (block + 1) * size) }
}
