/// How a product's result is cut into tiles that threads take: from the shape alone.
///
/// About 256 rows a tile, because OpenBLAS packs the second factor anew for each; columns are cut
/// when there are few blocks of rows.
struct Tiling {
  private let rows: Blocks
  private let columns: Blocks

  init(rows: Int, columns: Int) {
    self.rows = Blocks(of: rows, atMost: 256, grain: 16)
    let wanted = (8 + self.rows.count - 1) / max(1, self.rows.count)
    let width = max(256, (columns + wanted - 1) / wanted)
    self.columns = Blocks(of: columns, atMost: width, grain: 64)
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
