import CLoraKernels

extension Tape {
  /// y = x / √(mean x² + epsilon) · weight, row by row.
  public func rmsNorm(_ x: Activation, _ weight: FrozenVector, epsilon: Float) -> Activation {
    precondition(weight.count == x.channels, "a norm of the wrong width")
    let out = result(x.rows, x.channels, of: [x])
    let inverse = engine.arena.buffer(x.rows)
    engine.forRows(x.rows) { rows in
      for row in rows {
        inverse.pointer[row] = lora_rms_norm_row(
          engine.level, x.row(row), weight.pointer, out.row(row), x.channels, epsilon)
      }
    }
    if let slot = out.slot, let input = x.slot {
      record(RMSNorm(x: x, input: input, weight: weight, inverse: inverse, output: slot))
    }
    return out
  }
}

private struct RMSNorm: Operation {
  let x: Activation
  let input: GradientSlot
  let weight: FrozenVector
  let inverse: Buffer
  let output: GradientSlot

  func backward(on engine: Engine) {
    guard let dy = output.take() else { return }
    let (dx, adds) = input.writable(on: engine)
    engine.forRows(x.rows) { rows in
      for row in rows {
        let at = row * x.channels
        lora_rms_norm_backward_row(
          engine.level, x.row(row), weight.pointer, dy.pointer + at, inverse.pointer[row],
          dx + at, x.channels, adds ? 1 : 0)
      }
    }
  }
}
