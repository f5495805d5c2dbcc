// What gradient checks need beyond a model's own use of the tape.

extension Tape {
  /// An input whose gradient can be asked for after the backward pass.
  package func variable(_ values: [Float], rows: Int, channels: Int) -> Activation {
    precondition(values.count == rows * channels)
    let variable = result(rows, channels, of: [], trainable: true)
    variable.pointer.update(from: values, count: values.count)
    return variable
  }

  /// Runs the backward pass from any result, given the gradient of each of its elements.
  package func backward(from output: Activation, gradient: [Float]) {
    precondition(gradient.count == output.count)
    let seed = engine.arena.buffer(output.count)
    seed.pointer.update(from: gradient, count: gradient.count)
    output.slot?.give(seed, on: engine)
    unwind(to: 0)
  }

  /// What the backward pass left at a variable; nil when the output does not depend on it.
  package func gradient(of variable: Activation) -> [Float]? {
    variable.slot?.take().map {
      Array(UnsafeBufferPointer(start: $0.pointer, count: variable.count))
    }
  }
}
