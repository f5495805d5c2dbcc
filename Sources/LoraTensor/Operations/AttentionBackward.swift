import CLoraKernels

/// The gradients of attention, whose probabilities are computed again from the log-sum-exps.
///
/// With P the probabilities and D the row sums of dOut ∘ Out:
/// dV = Pᵀ · dOut, dS = P ∘ (dOut · Vᵀ - D), dQ = scale · dS · K, dK = scale · dSᵀ · Q.
extension AttentionPass {
  func backward(on engine: Engine) {
    guard let dy = out.slot?.take() else { return }
    // Keys and values gather per query head first, so that heads of a group need not wait for
    // each other and still add up in one order.
    let gradients = Gradients(
      dy: dy, dq: q.slot.map { _ in engine.arena.buffer(q.count) },
      dk: k.slot.map { _ in engine.arena.buffer(k.rows * form.width) },
      dv: v.slot.map { _ in engine.arena.buffer(v.rows * form.width) })
    let area = Self.blockRows * longest
    let scratch = Scratch(engine, floats: 3 * area)
    engine.pool.run(queries.count * form.heads) { tile, worker in
      let places = scratch[worker]
      let memory = Memory(p: places, ds: places + area, slope: places + 2 * area)
      differentiate(
        segment: tile / form.heads, head: tile % form.heads, gradients, memory, engine.level)
    }
    if let dq = gradients.dq { q.slot?.give(dq, on: engine) }
    if let dk = gradients.dk { k.slot?.give(grouped(dk, on: engine), on: engine) }
    if let dv = gradients.dv { v.slot?.give(grouped(dv, on: engine), on: engine) }
  }

  /// [key rows, heads · d] → [key rows, keyValueHeads · d]: the sum over each group of heads.
  private func grouped(_ wide: Buffer, on engine: Engine) -> Buffer {
    guard form.group > 1 else { return wide }
    let (d, narrow) = (form.headDimension, engine.arena.buffer(k.count))
    engine.forRows(k.rows) { rows in
      for row in rows {
        for keyHead in 0..<form.keyValueHeads {
          let total = narrow.pointer + row * form.keyWidth + keyHead * d
          let first = wide.pointer + row * form.width + keyHead * form.group * d
          total.update(from: first, count: d)
          for member in 1..<form.group { addInPlace(first + member * d, to: total, d, engine) }
        }
      }
    }
    return narrow
  }

  fileprivate struct Gradients {
    let dy: Buffer
    let dq: Buffer?
    let dk: Buffer?
    let dv: Buffer?
  }

  /// Three blocks of [queries, keys].
  fileprivate struct Memory {
    let p: UnsafeMutablePointer<Float>
    let ds: UnsafeMutablePointer<Float>
    let slope: UnsafeMutablePointer<Float>
  }

  private func differentiate(
    segment: Int, head: Int, _ gradients: Gradients, _ memory: Memory, _ level: lora_level
  ) {
    let d = form.headDimension
    for row in keys[segment] {
      for gradient in [gradients.dk, gradients.dv] {
        gradient.map { $0.pointer + row * form.width + head * d }?.update(repeating: 0, count: d)
      }
    }
    for block in blocks(of: segment) {
      probabilities(block, head, memory, level)
      let dy = Factor(
        gradients.dy.pointer + block.queries.lowerBound * form.width + head * d,
        stride: form.width)
      if let dv = gradients.dv { addKeyGradient(memory.p, dy, to: dv, block, head, scale: 1) }
      guard gradients.dq != nil || gradients.dk != nil else { continue }
      scoreGradient(block, head, dy, memory, level)
      if let dk = gradients.dk {
        let place = q.row(block.queries.lowerBound) + head * d
        addKeyGradient(
          memory.ds, Factor(place, stride: form.width), to: dk, block, head, scale: form.scale)
      }
      if let dq = gradients.dq { queryGradient(memory.ds, to: dq, block, head) }
    }
  }

  private func probabilities(
    _ block: QueryBlock, _ head: Int, _ memory: Memory, _ level: lora_level
  ) {
    let m = block.keys.count
    score(block, head, into: memory.p)
    for row in 0..<block.queries.count {
      let line = memory.p + row * m
      if let cap = form.softCap {
        lora_soft_cap_row(level, line, memory.slope + row * m, m, cap)
      }
      let seen = seen(by: row, of: block)
      let logSum = logSums.pointer[(block.queries.lowerBound + row) * form.heads + head]
      lora_probabilities_row(level, line, seen.lowerBound, seen.upperBound, m, logSum)
    }
  }

  /// ds = p ∘ (dy · vᵀ - Σ dy ∘ out), times the soft cap's slope.
  private func scoreGradient(
    _ block: QueryBlock, _ head: Int, _ dy: Factor, _ memory: Memory, _ level: lora_level
  ) {
    let (n, m, d) = (block.queries.count, block.keys.count, form.headDimension)
    multiply(n, m, d, dy, keyed(v, block, head, transposed: true), into: memory.ds, stride: m)
    for row in 0..<n {
      let result = out.row(block.queries.lowerBound + row) + head * d
      let mean = lora_dot(level, dy.pointer + row * form.width, result, d)
      let line = memory.ds + row * m
      lora_softmax_backward_row(level, memory.p + row * m, line, m, mean)
      if form.softCap != nil {
        let slope = memory.slope + row * m
        for key in 0..<m { line[key] *= slope[key] }
      }
    }
  }

  /// gradient[keys] += scale · weightsᵀ · rows.
  private func addKeyGradient(
    _ weights: UnsafeMutablePointer<Float>, _ rows: Factor, to gradient: Buffer,
    _ block: QueryBlock, _ head: Int, scale: Float
  ) {
    let (n, m, d) = (block.queries.count, block.keys.count, form.headDimension)
    let place = gradient.pointer + block.keys.lowerBound * form.width + head * d
    multiply(
      m, d, n, Factor(weights, stride: m, transposed: true), rows, into: place,
      stride: form.width, alpha: scale, beta: 1)
  }

  private func queryGradient(
    _ ds: UnsafeMutablePointer<Float>, to dq: Buffer, _ block: QueryBlock, _ head: Int
  ) {
    let (n, m, d) = (block.queries.count, block.keys.count, form.headDimension)
    multiply(
      n, d, m, Factor(ds, stride: m), keyed(k, block, head),
      into: dq.pointer + block.queries.lowerBound * form.width + head * d, stride: form.width,
      alpha: form.scale)
  }
}
