import LoraTensor
import Testing

/// Every operation's backward against finite differences of its own forward, on odd shapes.
@Suite struct OperationGradientTests {
  let engine: Engine

  init() throws { engine = try Engine(threads: 2) }

  private func matrix(_ outputs: Int, _ inputs: Int, _ phase: Double = 5) -> FrozenMatrix {
    FrozenMatrix(outputs: outputs, inputs: inputs, wave(outputs * inputs, phase, scale: 0.5))
  }

  private func adapter(inputs: Int, outputs: Int, dropout: Float = 0) -> LowRankAdapter {
    let adapter = LowRankAdapter(
      path: "layer", keys: ("A", "B"), inputs: inputs, outputs: outputs, rank: 3, scale: 2,
      dropout: dropout)
    adapter.down.set(wave(3 * inputs, 7, scale: 0.5))
    adapter.up.set(wave(outputs * 3, 8, scale: 0.5))
    return adapter
  }

  @Test(arguments: [false, true]) func linear(bias: Bool) {
    let layer = Linear(
      path: "layer", weight: matrix(11, 7), bias: bias ? FrozenVector(wave(11)) : nil)
    checkGradients(engine, inputs: [(5, 7)]) { $0.linear($1[0], layer) }
  }

  @Test(arguments: [Float(0), 0.4]) func adaptedLinear(dropout: Float) {
    let layer = Linear(path: "layer", weight: matrix(11, 7), bias: FrozenVector(wave(11)))
    let adapter = adapter(inputs: 7, outputs: 11, dropout: dropout)
    checkGradients(engine, inputs: [(5, 7)], parameters: [adapter.down, adapter.up]) {
      $0.linear($1[0], layer, adapter)
    }
  }

  @Test func rmsNorm() {
    let weight = FrozenVector(wave(19, 3))
    checkGradients(engine, inputs: [(4, 19)]) { $0.rmsNorm($1[0], weight, epsilon: 1e-5) }
  }

  @Test func rotary() {
    let table = RotaryTable(frequencies: [1, 0.3, 0.05])
    checkGradients(engine, inputs: [(4, 16)]) {
      $0.rotary($1[0], at: [0, 3, 1, 90], headDimension: 8, table)
    }
  }

  @Test func siluGate() {
    checkGradients(engine, inputs: [(3, 21), (3, 21)], scale: 3) { $0.siluGate($1[0], $1[1]) }
  }

  @Test func addSharesAndSplitsGradients() {
    checkGradients(engine, inputs: [(3, 5), (3, 5)]) { tape, x in
      let table = RotaryTable(frequencies: [0.7])
      let turned = tape.rotary(tape.add(x[0], x[1]), at: [1, 2, 3], headDimension: 5, table)
      return tape.add(tape.add(turned, x[0]), tape.add(x[0], x[0]))
    }
  }

  @Test func selectedRows() {
    checkGradients(engine, inputs: [(6, 4)]) { $0.rows([4, 0, 3], of: $1[0]) }
  }

  @Test(
    arguments: [AttentionMask.causal, .full, .window(3)], [nil, Float(2)])
  func attention(mask: AttentionMask, softCap: Float?) {
    let form = AttentionForm(
      heads: 4, keyValueHeads: 2, headDimension: 3, scale: 0.8, mask: mask, softCap: softCap)
    let segments = Segments(lengths: [5, 1, 4])
    checkGradients(engine, inputs: [(10, 12), (10, 6), (10, 6)]) {
      $0.attention($1[0], $1[1], $1[2], form, queries: segments, keys: segments)
    }
  }

  /// Longer than a block of queries, so that key gradients gather over blocks.
  @Test(arguments: [AttentionMask.causal, .window(70)])
  func longAttentionAgreesWithPlainLoops(mask: AttentionMask) throws {
    let (rows, d) = (150, 4)
    let form = AttentionForm(
      heads: 2, keyValueHeads: 1, headDimension: d, scale: 0.5, mask: mask)
    let segments = Segments(lengths: [rows])
    let plain = PlainAttention(
      q: wave(rows * 2 * d), k: wave(rows * d, 1), v: wave(rows * d, 2), dy: wave(rows * 2 * d, 3),
      rows: rows, heads: 2, d: d, scale: 0.5, mask: mask)
    let tape = Tape(engine, training: true)
    let q = tape.variable(plain.q, rows: rows, channels: 2 * d)
    let k = tape.variable(plain.k, rows: rows, channels: d)
    let v = tape.variable(plain.v, rows: rows, channels: d)
    let out = tape.attention(q, k, v, form, queries: segments, keys: segments)
    let exact = plain.results()
    #expect(deviation(out.values, exact.out) < 1e-5)
    tape.backward(from: out, gradient: plain.dy)
    #expect(deviation(try #require(tape.gradient(of: q)), exact.dq) < 1e-5)
    #expect(deviation(try #require(tape.gradient(of: k)), exact.dk) < 1e-5)
    #expect(deviation(try #require(tape.gradient(of: v)), exact.dv) < 1e-5)
  }

  @Test func recomputedAgreesWithRecorded() throws {
    let adapter = adapter(inputs: 6, outputs: 6, dropout: 0.3)
    let layer = Linear(path: "layer", weight: matrix(6, 6))
    let weight = FrozenVector(wave(6, 3))
    func gradients(_ recomputes: Bool) throws -> [[Float]] {
      let tape = Tape(engine, training: true, draw: Draw(seed: 4, step: 2))
      let x = tape.variable(wave(30), rows: 5, channels: 6)
      func body(_ x: Activation) -> Activation {
        tape.add(x, tape.linear(tape.rmsNorm(x, weight, epsilon: 1e-5), layer, adapter))
      }
      for parameter in [adapter.down, adapter.up] { parameter.clearGradient() }
      let y = recomputes ? tape.recomputed(x, body) : body(x)
      let z = recomputes ? tape.recomputed(y, body) : body(y)
      tape.backward(from: z, gradient: wave(30, 9))
      return [
        z.values, try #require(tape.gradient(of: x)), Array(adapter.down.gradient),
        Array(adapter.up.gradient),
      ]
    }
    #expect(try gradients(true) == gradients(false))
  }
}
