import CLoraKernels

extension Tape {
  /// a + b, of the same shape: the residual connection.
  public func add(_ a: Activation, _ b: Activation) -> Activation {
    precondition(a.rows == b.rows && a.channels == b.channels, "a sum of unlike shapes")
    let out = result(a.rows, a.channels, of: [a, b])
    engine.forRows(a.count, by: 1 << 14) { range in
      let at = range.lowerBound
      lora_add(engine.level, a.pointer + at, b.pointer + at, out.pointer + at, range.count)
    }
    if let slot = out.slot { record(Add(inputs: [a.slot, b.slot], output: slot)) }
    return out
  }
}

private struct Add: Operation {
  let inputs: [GradientSlot?]
  let output: GradientSlot

  /// Both inputs share the output's gradient; whoever adds to it later copies it first.
  func backward(on engine: Engine) {
    guard let dy = output.take() else { return }
    for input in inputs { input?.give(dy, on: engine) }
  }
}

/// total += x.
func addInPlace(
  _ x: UnsafeMutablePointer<Float>, to total: UnsafeMutablePointer<Float>, _ count: Int,
  _ engine: Engine
) {
  lora_add(engine.level, x, total, total, count)
}
