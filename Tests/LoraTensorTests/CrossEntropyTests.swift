import Foundation
import LoraTensor
import Testing

@Suite struct CrossEntropyTests {
  /// Small; several blocks of vocabulary; more rows than a chunk.
  @Test(arguments: [(3, 10, 4), (5, 3000, 6), (300, 40, 5)])
  func agreesWithPlainLoops(rows: Int, vocabulary: Int, width: Int) throws {
    let weight = wave(vocabulary * width, 2)
    let x = wave(rows * width, 1, scale: 3)
    let labels = (0..<rows).map { $0 * 37 % vocabulary }
    let (engine, scale) = (try Engine(threads: 2), Float(0.25))
    let tape = Tape(engine, training: true)
    let variable = tape.variable(x, rows: rows, channels: width)
    let output = FrozenMatrix(outputs: vocabulary, inputs: width, weight)
    let loss = tape.crossEntropy(variable, labels, output)
    tape.backward(from: loss, scale: scale)
    var (sum, dx) = (0.0, [Double](repeating: 0, count: rows * width))
    for row in 0..<rows {
      let logits = (0..<vocabulary).map { word in
        (0..<width).reduce(0.0) {
          $0 + Double(x[row * width + $1]) * Double(weight[word * width + $1])
        }
      }
      let total = logits.reduce(0) { $0 + exp($1) }
      sum += log(total) - logits[labels[row]]
      for word in 0..<vocabulary {
        let gradient = exp(logits[word]) / total - (word == labels[row] ? 1 : 0)
        for i in 0..<width {
          dx[row * width + i] += Double(scale) * gradient * Double(weight[word * width + i])
        }
      }
    }
    #expect(loss.count == rows)
    #expect(abs(loss.sum - sum) < 1e-5 * max(1, abs(sum)))
    #expect(deviation(try #require(tape.gradient(of: variable)), dx) < 1e-5)
  }

  @Test func largeLogitsStayFinite() throws {
    let output = FrozenMatrix(outputs: 2, inputs: 1, [400, -400])
    let tape = Tape(try Engine(threads: 1), training: true)
    let x = tape.variable([1], rows: 1, channels: 1)
    let loss = tape.crossEntropy(x, [1], output)
    tape.backward(from: loss, scale: 1)
    #expect(loss.sum == 800)
    #expect(tape.gradient(of: x) == [800])
  }
}
