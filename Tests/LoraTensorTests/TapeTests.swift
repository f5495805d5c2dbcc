import LoraTensor
import Testing

@Suite struct TapeTests {
  private func step(_ engine: Engine, rows: Int, _ adapter: LowRankAdapter) {
    let tape = Tape(engine, training: true)
    let table = FrozenMatrix(outputs: 50, inputs: 32, wave(50 * 32))
    let layer = Linear(
      path: "layer", weight: FrozenMatrix(outputs: 32, inputs: 32, wave(32 * 32, 1)))
    let form = AttentionForm(
      heads: 2, keyValueHeads: 2, headDimension: 16, scale: 0.25, mask: .causal)
    let segments = Segments(lengths: Array(repeating: 4, count: rows / 4))
    var x = tape.embedding((0..<rows).map { $0 % 50 }, table)
    x = tape.linear(x, layer, adapter)
    x = tape.attention(x, x, x, form, queries: segments, keys: segments)
    x = tape.add(x, tape.siluGate(x, x))
    let loss = tape.crossEntropy(x, (0..<rows).map { $0 % 50 }, table)
    tape.backward(from: loss, scale: 1)
  }

  private let adapter = LowRankAdapter(
    path: "layer", keys: ("A", "B"), inputs: 32, outputs: 32, rank: 4, scale: 1)

  /// Large enough that one step needs several chunks.
  @Test func aSecondStepTakesNothingFromTheSystem() throws {
    let engine = try Engine(threads: 2)
    step(engine, rows: 120_000, adapter)
    let reserved = engine.arena.reservedBytes
    #expect(reserved > 64 << 20)
    for _ in 0..<3 { step(engine, rows: 120_000, adapter) }
    #expect(engine.arena.reservedBytes == reserved)
  }

  @Test func frozenPartsLeaveNoGradient() throws {
    let engine = try Engine(threads: 1)
    let tape = Tape(engine, training: true)
    let table = FrozenMatrix(outputs: 5, inputs: 4, wave(20))
    let x = tape.embedding([0, 3], table)
    let y = tape.linear(x, Linear(path: "k", weight: FrozenMatrix(outputs: 4, inputs: 4, wave(16))))
    let loss = tape.crossEntropy(tape.add(x, y), [1, 2], table)
    tape.backward(from: loss, scale: 1)
    #expect(tape.gradient(of: y) == nil)
    #expect(loss.count == 2)
  }

  @Test func microBatchesAddUp() throws {
    let engine = try Engine(threads: 1)
    adapter.down.set(wave(4 * 32, 1))
    adapter.clear()
    step(engine, rows: 8, adapter)
    let once = Array(adapter.up.gradient)
    step(engine, rows: 8, adapter)
    #expect(deviation(Array(adapter.up.gradient), once.map { 2 * Double($0) }) < 1e-6)
  }

  @Test func droppedElementsDependOnStepAndMicroBatchOnly() throws {
    let engine = try Engine(threads: 2)
    let adapter = LowRankAdapter(
      path: "layer", keys: ("A", "B"), inputs: 64, outputs: 3, rank: 1, scale: 1, dropout: 0.5)
    adapter.down.set([Float](repeating: 1, count: 64))
    adapter.up.set([1, 1, 1])
    let layer = Linear(
      path: "layer",
      weight: FrozenMatrix(outputs: 3, inputs: 64, [Float](repeating: 0, count: 192)))
    func output(_ draw: Draw, training: Bool = true) -> [Float] {
      let tape = Tape(engine, training: training, draw: draw)
      let ones = tape.variable([Float](repeating: 1, count: 64 * 200), rows: 200, channels: 64)
      return tape.linear(ones, layer, adapter).values
    }
    let first = output(Draw(seed: 1, step: 1))
    #expect(first == output(Draw(seed: 1, step: 1)))
    #expect(first != output(Draw(seed: 1, step: 2)))
    #expect(first != output(Draw(seed: 1, step: 1, microBatch: 1)))
    #expect(first != output(Draw(seed: 2, step: 1)))
    // Kept elements count double: the mean stays that of an undisturbed pass.
    #expect(abs(first.reduce(0, +) / Float(first.count) - 64) < 1)
    #expect(output(Draw(seed: 1, step: 1), training: false).allSatisfy { $0 == 64 })
  }
}

extension LowRankAdapter {
  fileprivate func clear() {
    down.clearGradient()
    up.clearGradient()
  }
}
