/// The low-rank term of a linear layer in one pass; h = dropout(x) · Aᵀ [rows, rank] is kept for
/// the backward.
final class AdapterTerm {
  let adapter: LowRankAdapter
  let dropout: DropoutMask?
  private let x: Activation
  private let h: Buffer

  init(_ adapter: LowRankAdapter, _ x: Activation, drops draw: Draw?, _ engine: Engine) {
    precondition(
      adapter.down.columns == x.channels, "\(adapter.path): an adapter that does not fit")
    self.adapter = adapter
    self.x = x
    dropout = draw.flatMap { DropoutMask(adapter, $0) }
    h = engine.arena.buffer(x.rows * adapter.rank)
    let (source, rank) = (droppedInput(on: engine), adapter.rank)
    engine.forRows(x.rows, by: 256) { [h] rows in
      multiply(
        rows.count, rank, x.channels,
        Factor(source.pointer + rows.lowerBound * x.channels, stride: x.channels),
        Factor(adapter.down.base, stride: x.channels, transposed: true),
        into: h.pointer + rows.lowerBound * rank, stride: rank)
    }
  }

  /// The input as the term sees it; a dropped copy is drawn anew, not kept.
  private func droppedInput(on engine: Engine) -> Buffer {
    guard let dropout else { return x.buffer }
    let dropped = engine.arena.buffer(x.count)
    dropout.apply(x.pointer, to: dropped.pointer, x.count, on: engine)
    return dropped
  }

  /// y[rows, columns] += scale · h · Bᵀ.
  func add(
    _ rows: Range<Int>, _ columns: Range<Int>, to y: UnsafeMutablePointer<Float>, stride: Int
  ) {
    let rank = adapter.rank
    multiply(
      rows.count, columns.count, rank, Factor(h.pointer + rows.lowerBound * rank, stride: rank),
      Factor(adapter.up.base + columns.lowerBound * rank, stride: rank, transposed: true),
      into: y, stride: stride, alpha: adapter.scale, beta: 1)
  }

  /// dh [rows, rank] = scale · dy · B.
  func narrowGradient(_ dy: Buffer, on engine: Engine) -> Buffer {
    let (rank, outputs) = (adapter.rank, adapter.up.rows)
    let dh = engine.arena.buffer(x.rows * rank)
    engine.forRows(x.rows, by: 256) { rows in
      multiply(
        rows.count, rank, outputs,
        Factor(dy.pointer + rows.lowerBound * outputs, stride: outputs),
        Factor(adapter.up.base, stride: rank), into: dh.pointer + rows.lowerBound * rank,
        stride: rank, alpha: adapter.scale)
    }
    return dh
  }

  /// dx[rows, columns] = dh · A + beta · dx[rows, columns].
  func widen(
    _ dh: Buffer, _ rows: Range<Int>, _ columns: Range<Int>,
    into dx: UnsafeMutablePointer<Float>, stride: Int, beta: Float
  ) {
    let rank = adapter.rank
    multiply(
      rows.count, columns.count, rank, Factor(dh.pointer + rows.lowerBound * rank, stride: rank),
      Factor(adapter.down.base + columns.lowerBound, stride: x.channels), into: dx,
      stride: stride, beta: beta)
  }

  /// dB += scale · dyᵀ · h and dA += dhᵀ · dropout(x), each summed over all rows in one product.
  func parameterGradients(_ dy: Buffer, _ dh: Buffer, on engine: Engine) {
    let (rank, inputs, outputs) = (adapter.rank, x.channels, adapter.up.rows)
    let source = droppedInput(on: engine)
    let ups = Blocks(of: outputs, atMost: 256, grain: 16)
    let downs = Blocks(of: inputs, atMost: 256, grain: 16)
    engine.pool.run(ups.count + downs.count) { tile, _ in
      if tile < ups.count {
        let columns = ups[tile]
        multiply(
          columns.count, rank, x.rows,
          Factor(dy.pointer + columns.lowerBound, stride: outputs, transposed: true),
          Factor(h.pointer, stride: rank),
          into: adapter.up.gradientBase + columns.lowerBound * rank, stride: rank,
          alpha: adapter.scale, beta: 1)
      } else {
        let columns = downs[tile - ups.count]
        multiply(
          rank, columns.count, x.rows, Factor(dh.pointer, stride: rank, transposed: true),
          Factor(source.pointer + columns.lowerBound, stride: inputs),
          into: adapter.down.gradientBase + columns.lowerBound, stride: inputs, beta: 1)
      }
    }
  }
}

extension Parameter {
  fileprivate var base: UnsafeMutablePointer<Float> { values.baseAddress! }
  fileprivate var gradientBase: UnsafeMutablePointer<Float> { gradient.baseAddress! }
}
