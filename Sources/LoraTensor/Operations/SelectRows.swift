import CLoraKernels

extension Tape {
  /// The rows of `x` with these indices, in their order; no index twice.
  public func rows(_ indices: [Int], of x: Activation) -> Activation {
    precondition(indices.allSatisfy { 0 <= $0 && $0 < x.rows }, "a row outside the activation")
    let out = result(indices.count, x.channels, of: [x])
    for (place, index) in indices.enumerated() {
      out.row(place).update(from: x.row(index), count: x.channels)
    }
    if let slot = out.slot, let input = x.slot {
      record(SelectRows(indices: indices, channels: x.channels, input: input, output: slot))
    }
    return out
  }
}

private struct SelectRows: Operation {
  let indices: [Int]
  let channels: Int
  let input: GradientSlot
  let output: GradientSlot

  func backward(on engine: Engine) {
    guard let dy = output.take() else { return }
    let (dx, adds) = input.writable(on: engine)
    if !adds { dx.update(repeating: 0, count: input.count) }
    for (place, index) in indices.enumerated() {
      let row = dx + index * channels
      lora_add(engine.level, row, dy.pointer + place * channels, row, channels)
    }
  }
}
