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
