import LoraTensor
import LoraWeights
import Testing

@Suite struct EngineTests {
  @Test func namesItsKernel() throws {
    #expect(try !Engine().kernel.isEmpty)
    #expect(try Engine().threads >= 1)
  }

  /// Products with more rows than a tile, with fewer, and with one.
  @Test(arguments: [(1, 70, 40), (3, 600, 33), (300, 5, 64), (520, 530, 17)])
  func productsAgreeWithPlainLoops(rows: Int, outputs: Int, inputs: Int) throws {
    let (x, w, b) = (wave(rows * inputs), wave(outputs * inputs, 1), wave(outputs, 2))
    let layer = Linear(
      path: "layer", weight: FrozenMatrix(outputs: outputs, inputs: inputs, w),
      bias: FrozenVector(b))
    let tape = Tape(try Engine(threads: 2), training: true)
    let variable = tape.variable(x, rows: rows, channels: inputs)
    let y = tape.linear(variable, layer)
    var expected: [Double] = []
    for row in 0..<rows {
      for output in 0..<outputs {
        expected.append(
          (0..<inputs).reduce(Double(b[output])) {
            $0 + Double(x[row * inputs + $1]) * Double(w[output * inputs + $1])
          })
      }
    }
    #expect(deviation(y.values, expected) < 1e-5)
  }

  @Test(arguments: [ElementType.f32, .f16, .bf16])
  func storedTensorsAreWidened(type: ElementType) throws {
    let halves: [UInt16] =
      type == .bf16 ? [0x3F80, 0xC000, 0x3F00, 0x4040] : [0x3C00, 0xC000, 0x3800, 0x4200]
    let floats: [Float] = [1, -2, 0.5, 3]
    let bytes =
      type == .f32
      ? floats.withUnsafeBytes { Array($0) } : halves.withUnsafeBytes { Array($0) }
    let stored = StoredTensor(name: "w", elementType: type, shape: [2, 2], bytes: bytes)
    let engine = try Engine(threads: 1)
    let rows = Tape(engine, training: false).embedding([1, 0, 1], FrozenMatrix(stored, engine))
    #expect(rows.values == [0.5, 3, 1, -2, 0.5, 3])
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, .signalingNaN])
  func aMatrixKnowsWhetherItIsFinite(number: Float) throws {
    let engine = try Engine(threads: 2)
    var floats = wave(700 * 3)
    func matrix() -> FrozenMatrix {
      FrozenMatrix(StoredTensor(name: "w", shape: [700, 3], floats: floats), engine)
    }
    #expect(matrix().isFinite)
    floats[2099] = number
    #expect(!matrix().isFinite)
    #expect(!FrozenMatrix(outputs: 700, inputs: 3, floats).isFinite)
    let halves: [UInt8] = [0x00, 0x3C, 0x00, 0x7C]
    let stored = StoredTensor(name: "h", elementType: .f16, shape: [2, 1], bytes: halves)
    #expect(!FrozenMatrix(stored, engine).isFinite)
  }

  @Test func threadsDoNotChangeBits() throws {
    func outcome(threads: Int) throws -> [[Float]] {
      let engine = try Engine(threads: threads)
      let adapter = LowRankAdapter(
        path: "layer", keys: ("A", "B"), inputs: 96, outputs: 700, rank: 5, scale: 1.5,
        dropout: 0.2)
      adapter.down.set(wave(5 * 96, 1))
      adapter.up.set(wave(700 * 5, 2))
      let layer = Linear(
        path: "layer",
        weight: FrozenMatrix(outputs: 700, inputs: 96, wave(700 * 96, 3)))
      let head = FrozenMatrix(outputs: 2100, inputs: 700, wave(2100 * 700, 4, scale: 0.1))
      let tape = Tape(engine, training: true, draw: Draw(seed: 3))
      let x = tape.variable(wave(530 * 96), rows: 530, channels: 96)
      let loss = tape.crossEntropy(
        tape.linear(x, layer, adapter), (0..<530).map { $0 * 3 }, head)
      tape.backward(from: loss, scale: 0.01)
      return [
        [Float(loss.sum)], try #require(tape.gradient(of: x)), Array(adapter.down.gradient),
        Array(adapter.up.gradient),
      ]
    }
    let one = try outcome(threads: 1)
    for threads in [2, 3, 5] { #expect(try outcome(threads: threads) == one) }
  }

  /// A pool that is used in bursts: threads fall asleep between them and must all wake up.
  @Test func tilesRunOnceEach() throws {
    let engine = try Engine(threads: 4)
    let numbers = wave(4000)
    let table = FrozenMatrix(outputs: 500, inputs: 8, numbers)
    for round in 0..<2_000 {
      let ids = (0..<1 + round % 400).map { $0 * 7 % 500 }
      let rows = Tape(engine, training: false).embedding(ids, table)
      #expect(rows.values.suffix(8) == numbers[ids.last! * 8..<ids.last! * 8 + 8])
    }
  }
}
