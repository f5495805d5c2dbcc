import CLoraKernels

extension Tape {
  /// silu(gate) · up, element by element, with silu(x) = x / (1 + e⁻ˣ).
  public func siluGate(_ gate: Activation, _ up: Activation) -> Activation {
    precondition(gate.rows == up.rows && gate.channels == up.channels, "unlike gate and up")
    let out = result(gate.rows, gate.channels, of: [gate, up])
    engine.forRows(gate.count, by: 1 << 14) { range in
      let at = range.lowerBound
      lora_silu_gate(
        engine.level, gate.pointer + at, up.pointer + at, out.pointer + at, range.count)
    }
    if let slot = out.slot { record(SiLUGate(gate: gate, up: up, output: slot)) }
    return out
  }
}

private struct SiLUGate: Operation {
  let gate: Activation
  let up: Activation
  let output: GradientSlot

  func backward(on engine: Engine) {
    guard let dy = output.take() else { return }
    let gateGradient = gate.slot.map { _ in engine.arena.buffer(gate.count) }
    let upGradient = up.slot.map { _ in engine.arena.buffer(up.count) }
    engine.forRows(gate.count, by: 1 << 14) { range in
      let at = range.lowerBound
      lora_silu_gate_backward(
        engine.level, gate.pointer + at, up.pointer + at, dy.pointer + at,
        gateGradient.map { $0.pointer + at }, upGradient.map { $0.pointer + at }, range.count)
    }
    if let gateGradient { gate.slot?.give(gateGradient, on: engine) }
    if let upGradient { up.slot?.give(upGradient, on: engine) }
  }
}
