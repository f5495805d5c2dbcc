import CLoraKernels
import Foundation
import Testing

/// Every variant of every row kernel against a plain loop in double precision.
@Suite struct KernelTests {
  static let levels: [UInt32] = [LORA_PLAIN, LORA_AVX2, LORA_AVX512].map(\.rawValue)
    .filter { $0 <= lora_best_level().rawValue }
  static let lengths = [1, 7, 16, 33, 160]

  @Test(arguments: levels, lengths)
  func softmax(level: UInt32, count: Int) {
    for (from, to) in [(0, count), (count / 3, count - count / 4)] {
      var row = wave(count, scale: 9)
      let exponentials = (0..<count).map { from <= $0 && $0 < to ? exp(Double(row[$0])) : 0 }
      let total = exponentials.reduce(0, +)
      let logSum = lora_softmax_row(lora_level(level), &row, from, to, count)
      #expect(deviation(row, exponentials.map { $0 / total }) < 1e-6)
      #expect(abs(Double(logSum) - log(total)) < 1e-5)
      #expect(row[..<from].allSatisfy { $0 == 0 } && row[to...].allSatisfy { $0 == 0 })
      var again = wave(count, scale: 9)
      lora_probabilities_row(lora_level(level), &again, from, to, count, logSum)
      #expect(deviation(again, row.map(Double.init)) < 1e-5)
    }
  }

  @Test(arguments: levels)
  func exponentialReachesBothEnds(level: UInt32) {
    for low in stride(from: Float(-87), to: 0, by: 0.37) {
      var row = [low, 0]
      var maximum: Float = 1
      let sum = lora_exp_row(lora_level(level), &row, 2, &maximum)
      #expect(abs(Double(row[0]) / exp(Double(low)) - 1) < 3e-7)
      #expect(maximum == 0 && row[1] == 1 && sum == row[0] + 1)
    }
    var far: [Float] = [-1e30, 3, -.infinity]
    var maximum: Float = 0
    _ = lora_exp_row(lora_level(level), &far, 3, &maximum)
    #expect(far[1] == 1 && far[0] < 1e-37 && far[2] < 1e-37)
  }

  /// One score that is not a number leaves no probability that is one, wherever it stands.
  @Test(arguments: levels, lengths)
  func whatIsNotANumberStaysSo(level: UInt32, count: Int) {
    let level = lora_level(level)
    for place in Set([0, count / 2, count - 1]) {
      for bad in [Float.nan, -.nan, .infinity] {
        var scores = wave(count, scale: 9)
        scores[place] = bad
        var row = scores
        #expect(lora_softmax_row(level, &row, 0, count, count).isNaN)
        #expect(row.allSatisfy { $0.isNaN })
        row = scores
        var maximum: Float = 0
        #expect(lora_exp_row(level, &row, count, &maximum).isNaN)
        row = scores
        lora_probabilities_row(level, &row, 0, count, count, .nan)
        #expect(row.allSatisfy { $0.isNaN })
      }
      var x = wave(count, scale: 6)
      x[place] = .nan
      var (out, slope) = (x, x)
      lora_soft_cap_row(level, &out, &slope, count, 20)
      #expect(out[place].isNaN && slope[place].isNaN)
      #expect(out.count { $0.isNaN } == 1)
      lora_silu_gate(level, x, wave(count), &out, count)
      #expect(out[place].isNaN && out.count { $0.isNaN } == 1)
      #expect(lora_rms_norm_row(level, x, wave(count), &out, count, 1e-5).isNaN)
      #expect(out.allSatisfy { $0.isNaN })
      #expect(lora_square_sum(level, x, count).isNaN)
      #expect(lora_dot(level, x, wave(count), count).isNaN)
    }
  }

  @Test(arguments: levels, lengths)
  func softCap(level: UInt32, count: Int) {
    let x = wave(count, scale: 60)
    var (row, slope) = (x, [Float](repeating: 0, count: count))
    lora_soft_cap_row(lora_level(level), &row, &slope, count, 20)
    #expect(deviation(row, x.map { 20 * tanh(Double($0) / 20) }) < 1e-6)
    #expect(deviation(slope, x.map { 1 - pow(tanh(Double($0) / 20), 2) }) < 1e-5)
  }

  @Test(arguments: levels, lengths)
  func rmsNorm(level: UInt32, count: Int) {
    let (x, weight) = (wave(count), wave(count, 2))
    var out = [Float](repeating: 0, count: count)
    let inverse = lora_rms_norm_row(lora_level(level), x, weight, &out, count, 1e-5)
    let meanSquare = x.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(count)
    let exact = 1 / (meanSquare + 1e-5).squareRoot()
    #expect(abs(Double(inverse) / exact - 1) < 1e-6)
    #expect(deviation(out, zip(x, weight).map { Double($0) * exact * Double($1) }) < 1e-6)
  }

  @Test(arguments: levels, lengths)
  func siluGate(level: UInt32, count: Int) {
    let (gate, up, dy) = (wave(count, scale: 6), wave(count, 1), wave(count, 2))
    var (out, dg, du) = (gate, gate, gate)
    lora_silu_gate(lora_level(level), gate, up, &out, count)
    lora_silu_gate_backward(lora_level(level), gate, up, dy, &dg, &du, count)
    let sigmoid = gate.map { 1 / (1 + exp(-Double($0))) }
    let each = 0..<count
    #expect(deviation(out, each.map { Double(gate[$0]) * sigmoid[$0] * Double(up[$0]) }) < 1e-6)
    #expect(deviation(du, each.map { Double(dy[$0] * gate[$0]) * sigmoid[$0] }) < 1e-6)
    #expect(
      deviation(
        dg,
        each.map {
          Double(dy[$0] * up[$0]) * sigmoid[$0] * (1 + Double(gate[$0]) * (1 - sigmoid[$0]))
        }) < 1e-5)
  }

  @Test(arguments: levels, lengths)
  func rotary(level: UInt32, pairs: Int) {
    let (heads, dimension) = (3, 2 * pairs + 2)
    let x = wave(heads * dimension)
    let angles = (0..<pairs).map { Double($0) * 0.3 }
    let (cosines, sines) = (angles.map { Float(cos($0)) }, angles.map { Float(sin($0)) })
    var out = x
    lora_rotary_row(lora_level(level), x, &out, heads, dimension, 2 * pairs, cosines, sines, 1)
    var expected = x.map(Double.init)
    for head in 0..<heads {
      for pair in 0..<pairs {
        let (a, b) = (head * dimension + pair, head * dimension + pair + pairs)
        expected[a] = Double(x[a]) * cos(angles[pair]) - Double(x[b]) * sin(angles[pair])
        expected[b] = Double(x[b]) * cos(angles[pair]) + Double(x[a]) * sin(angles[pair])
      }
    }
    #expect(deviation(out, expected) < 1e-6)
    lora_rotary_row(lora_level(level), out, &out, heads, dimension, 2 * pairs, cosines, sines, -1)
    #expect(deviation(out, x.map(Double.init)) < 1e-6)
  }

  @Test(arguments: levels, lengths)
  func sums(level: UInt32, count: Int) {
    let (a, b) = (wave(count), wave(count, 1))
    var out = a
    lora_add(lora_level(level), a, b, &out, count)
    #expect(out == zip(a, b).map { $0 + $1 })
    lora_scale(lora_level(level), 3, &out, count)
    #expect(out == zip(a, b).map { ($0 + $1) * 3 })
    let dot = zip(a, b).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    #expect(abs(Double(lora_dot(lora_level(level), a, b, count)) - dot) < 1e-5)
    let squares = a.reduce(0.0) { $0 + Double($1) * Double($1) }
    #expect(abs(lora_square_sum(lora_level(level), a, count) - squares) < 1e-10)
  }

  @Test(arguments: levels, lengths)
  func adamW(level: UInt32, count: Int) {
    let gradient = wave(count, 3)
    var (p, m, v) = (wave(count), wave(count, 1, scale: 0.1), wave(count, 2).map { $0 * $0 })
    let before = (p: p, m: m, v: v)
    var step = lora_adamw_step(
      decay: 0.99, beta2: 0.999, rest1: 0.1, rest2: 0.001, step: 0.01, root_bias2: 0.5,
      epsilon: 1e-8, clip: 0.5)
    lora_adamw(lora_level(level), &step, &p, gradient, &m, &v, count)
    let expected = (0..<count).map { i in
      let g = Double(gradient[i]) * 0.5
      let mean = 0.9 * Double(before.m[i]) + 0.1 * g
      let square = 0.999 * Double(before.v[i]) + 0.001 * g * g
      return 0.99 * Double(before.p[i]) - 0.01 * mean / (square.squareRoot() / 0.5 + 1e-8)
    }
    #expect(deviation(p, expected) < 1e-6)
    #expect(
      deviation(m, (0..<count).map { 0.9 * Double(before.m[$0]) + 0.05 * Double(gradient[$0]) })
        < 1e-6)
  }
}
