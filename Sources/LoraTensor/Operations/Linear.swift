import CLoraKernels

/// A frozen linear layer: y = x · Wᵀ + bias.
public struct Linear: Sendable {
  /// The module's path, which adapters and their random numbers are keyed by.
  public let path: String
  public let weight: FrozenMatrix
  public let bias: FrozenVector?

  public init(path: String, weight: FrozenMatrix, bias: FrozenVector? = nil) {
    precondition(bias.map { $0.count == weight.outputs } ?? true, "a bias of the wrong length")
    self.path = path
    self.weight = weight
    self.bias = bias
  }
}

extension Tape {
  /// y [rows, outputs] = x · Wᵀ + bias, plus scale · dropout(x) · Aᵀ · Bᵀ with an adapter.
  ///
  /// The frozen part saves nothing; an adapter saves x and x · Aᵀ.
  public func linear(
    _ x: Activation, _ layer: Linear, _ adapter: LowRankAdapter? = nil
  ) -> Activation {
    precondition(x.channels == layer.weight.inputs, "\(layer.path): x has \(x.channels) channels")
    let out = result(x.rows, layer.weight.outputs, of: [x], trainable: adapter != nil)
    let term = adapter.map { AdapterTerm($0, x, drops: differentiates ? draw : nil, engine) }
    let tiling = Tiling(rows: out.rows, columns: out.channels)
    engine.pool.run(tiling.count) { tile, _ in
      let (rows, columns) = tiling[tile]
      let y = out.row(rows.lowerBound) + columns.lowerBound
      if let bias = layer.bias {
        for row in 0..<rows.count {
          (y + row * out.channels).update(
            from: bias.pointer + columns.lowerBound, count: columns.count)
        }
      }
      layer.weight.times(
        x.row(rows.lowerBound), rows: rows.count, outputs: columns, into: y,
        stride: out.channels, beta: layer.bias == nil ? 0 : 1)
      term?.add(rows, columns, to: y, stride: out.channels)
    }
    if let slot = out.slot {
      record(
        LinearStep(weight: layer.weight, term: term, rows: x.rows, input: x.slot, output: slot))
    }
    return out
  }
}

private struct LinearStep: Operation {
  let weight: FrozenMatrix
  let term: AdapterTerm?
  let rows: Int
  let input: GradientSlot?
  let output: GradientSlot

  func backward(on engine: Engine) {
    guard let dy = output.take() else { return }
    let dh = term?.narrowGradient(dy, on: engine)
    if let input { inputGradient(input, dy, dh, on: engine) }
    if let term, let dh { term.parameterGradients(dy, dh, on: engine) }
  }

  /// dx (+)= dy · W + dropout mask ∘ (dh · A).
  private func inputGradient(
    _ input: GradientSlot, _ dy: Buffer, _ dh: Buffer?, on engine: Engine
  ) {
    let (dx, adds) = input.writable(on: engine)
    let width = weight.inputs
    let tiling = Tiling(rows: rows, columns: width)
    engine.pool.run(tiling.count) { tile, _ in
      let (rows, columns) = tiling[tile]
      let place = dx + rows.lowerBound * width + columns.lowerBound
      weight.transposedTimes(
        dy.pointer + rows.lowerBound * weight.outputs, stride: weight.outputs, rows: rows.count,
        outputs: 0..<weight.outputs, inputs: columns, into: place, stride: width,
        beta: adds ? 1 : 0)
      if let term, let dh, term.dropout == nil {
        term.widen(dh, rows, columns, into: place, stride: width, beta: 1)
      }
    }
    if let term, let dh, let dropout = term.dropout {
      let wide = engine.arena.buffer(rows * width)
      engine.pool.run(tiling.count) { tile, _ in
        let (rows, columns) = tiling[tile]
        let place = wide.pointer + rows.lowerBound * width + columns.lowerBound
        term.widen(dh, rows, columns, into: place, stride: width, beta: 0)
      }
      dropout.apply(wide.pointer, to: wide.pointer, rows * width, on: engine)
      engine.forRows(rows * width, by: 1 << 14) { range in
        let at = range.lowerBound
        addInPlace(wide.pointer + at, to: dx + at, range.count, engine)
      }
    }
  }
}

/// The low-rank term of one pass: h = dropout(x) · Aᵀ [rows, rank], kept for the backward.
private final class AdapterTerm {
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
