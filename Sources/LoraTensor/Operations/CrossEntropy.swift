import CLoraKernels
import Glibc

extension Tape {
  /// Σ over rows of -log softmax(x · Wᵀ)[label], for x [rows, inputs] and W the output matrix.
  ///
  /// Logits exist for one chunk of rows at a time; their gradient is turned into that of x at
  /// once, so that only [rows, inputs] is kept for the backward.
  public func crossEntropy(
    _ x: Activation, _ labels: [Int], _ output: FrozenMatrix
  ) -> LossSum {
    precondition(labels.count == x.rows && x.channels == output.inputs, "labels of another shape")
    precondition(
      labels.allSatisfy { 0 <= $0 && $0 < output.outputs }, "a label outside the vocabulary")
    let gradient = x.slot.map { _ in engine.arena.buffer(x.count) }
    var sum = 0.0
    for first in stride(from: 0, to: x.rows, by: LogitChunk.rows) {
      let rows = first..<min(x.rows, first + LogitChunk.rows)
      let chunk = LogitChunk(
        x: x.row(first), labels: Array(labels[rows]), output: output, engine: engine)
      sum += chunk.loss()
      if let gradient { chunk.gradient(into: gradient.pointer + first * x.channels) }
    }
    guard let input = x.slot, let gradient else {
      return LossSum(sum: sum, count: x.rows, slot: nil)
    }
    let slot = GradientSlot(count: 1)
    record(CrossEntropy(gradient: gradient, input: input, output: slot))
    return LossSum(sum: sum, count: x.rows, slot: slot)
  }
}

private struct CrossEntropy: Operation {
  let gradient: Buffer
  let input: GradientSlot
  let output: GradientSlot

  func backward(on engine: Engine) {
    guard let scale = output.take() else { return }
    engine.forRows(input.count, by: 1 << 14) { range in
      lora_scale(
        engine.level, scale.pointer.pointee, gradient.pointer + range.lowerBound, range.count)
    }
    input.give(gradient, on: engine)
  }
}

/// The logits of a few rows, as blocks of vocabulary [rows, block] that one thread works on.
private struct LogitChunk {
  static let rows = 256
  private static let blockColumns = 1024
  /// Gradients of x are summed within a group of blocks, then over the groups in order.
  private static let groups = 8

  let x: UnsafeMutablePointer<Float>
  let labels: [Int]
  let output: FrozenMatrix
  let engine: Engine
  private let blocks: Blocks
  private let logits: Buffer
  /// Each block's row maxima and Σ exp(logit - maximum): [blocks, rows].
  private let maxima: Buffer
  private let sums: Buffer
  private let labelLogits: Buffer

  init(
    x: UnsafeMutablePointer<Float>, labels: [Int], output: FrozenMatrix, engine: Engine
  ) {
    self.x = x
    self.labels = labels
    self.output = output
    self.engine = engine
    blocks = Blocks(of: output.outputs, atMost: Self.blockColumns, grain: 16)
    logits = engine.arena.buffer(labels.count * output.outputs)
    maxima = engine.arena.buffer(labels.count * blocks.count)
    sums = engine.arena.buffer(labels.count * blocks.count)
    labelLogits = engine.arena.buffer(labels.count)
  }

  private var count: Int { labels.count }

  private func block(_ index: Int) -> UnsafeMutablePointer<Float> {
    logits.pointer + blocks[index].lowerBound * count
  }

  /// The summed loss; leaves exp(logit - block maximum) where the logits were.
  func loss() -> Double {
    engine.pool.run(blocks.count) { index, _ in
      let columns = blocks[index]
      let place = block(index)
      output.times(x, rows: count, outputs: columns, into: place, stride: columns.count)
      for row in 0..<count {
        let line = place + row * columns.count
        if columns.contains(labels[row]) {
          labelLogits.pointer[row] = line[labels[row] - columns.lowerBound]
        }
        let at = index * count + row
        sums.pointer[at] = lora_exp_row(
          engine.level, line, columns.count, maxima.pointer + at)
      }
    }
    return (0..<count).reduce(0.0) { total, row in
      total + Double(normalise(row)) - Double(labelLogits.pointer[row])
    }
  }

  /// The row's log-sum-exp; leaves exp(block maximum - log-sum-exp) where the sums were.
  private func normalise(_ row: Int) -> Float {
    let places = (0..<blocks.count).map { $0 * count + row }
    let highest = places.reduce(-Float.infinity) { max($0, maxima.pointer[$1]) }
    let total = places.reduce(Float(0)) {
      $0 + sums.pointer[$1] * expf(maxima.pointer[$1] - highest)
    }
    let logSum = highest + logf(total)
    for place in places { sums.pointer[place] = expf(maxima.pointer[place] - logSum) }
    return logSum
  }

  /// dx = (softmax - one-hot label) · W.
  func gradient(into dx: UnsafeMutablePointer<Float>) {
    let width = output.inputs
    let groups = Blocks(of: blocks.count, atMost: (blocks.count + Self.groups - 1) / Self.groups)
    let partial = engine.arena.buffer(groups.count * count * width)
    engine.pool.run(groups.count) { group, _ in
      for index in groups[group] {
        toGradient(index)
        output.transposedTimes(
          block(index), stride: blocks[index].count, rows: count, outputs: blocks[index],
          inputs: 0..<width, into: partial.pointer + group * count * width, stride: width,
          beta: index == groups[group].lowerBound ? 0 : 1)
      }
    }
    engine.forRows(count) { rows in
      let (at, length) = (rows.lowerBound * width, rows.count * width)
      (dx + at).update(from: partial.pointer + at, count: length)
      for group in 1..<groups.count {
        addInPlace(partial.pointer + group * count * width + at, to: dx + at, length, engine)
      }
    }
  }

  /// Turns a block's exponentials into softmax minus the label's one.
  private func toGradient(_ index: Int) {
    let columns = blocks[index]
    for row in 0..<count {
      let line = block(index) + row * columns.count
      lora_scale(engine.level, sums.pointer[index * count + row], line, columns.count)
      if columns.contains(labels[row]) { line[labels[row] - columns.lowerBound] -= 1 }
    }
  }
}
