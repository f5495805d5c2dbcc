import LoraTensor
import Testing

/// Compares the backward of a function with central differences of its forward.
///
/// `function` maps variables of the given shapes to a result; the scalar that is differentiated is
/// a fixed weighting of the result's elements.
func checkGradients(
  _ engine: Engine, inputs: [(rows: Int, channels: Int)], parameters: [Parameter] = [],
  draw: Draw = Draw(seed: 1), scale: Float = 1, step: Float = 1e-2,
  _ function: @escaping (Tape, [Activation]) -> Activation
) {
  var values = inputs.enumerated().map { wave($1.rows * $1.channels, Double($0), scale: scale) }

  func pass() -> (tape: Tape, inputs: [Activation], output: Activation) {
    let tape = Tape(engine, training: true, draw: draw)
    let variables = zip(values, inputs).map {
      tape.variable($0, rows: $1.rows, channels: $1.channels)
    }
    return (tape, variables, function(tape, variables))
  }

  func scalar(_ weights: [Float]) -> Double {
    zip(pass().output.values, weights).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  for parameter in parameters { parameter.clearGradient() }
  let (tape, variables, output) = pass()
  let weights = wave(output.rows * output.channels, 0.4)
  tape.backward(from: output, gradient: weights)
  for index in values.indices {
    let found = tape.gradient(of: variables[index]) ?? []
    let expected = values[index].indices.map { element -> Double in
      let kept = values[index][element]
      values[index][element] = kept + step
      let above = scalar(weights)
      values[index][element] = kept - step
      let below = scalar(weights)
      values[index][element] = kept
      return (above - below) / Double(2 * step)
    }
    #expect(deviation(found, expected) < 2e-3, "input \(index)")
  }
  for parameter in parameters {
    let found = Array(parameter.gradient)
    let expected = parameter.values.indices.map { element -> Double in
      let kept = parameter.values[element]
      parameter.values[element] = kept + step
      let above = scalar(weights)
      parameter.values[element] = kept - step
      let below = scalar(weights)
      parameter.values[element] = kept
      return (above - below) / Double(2 * step)
    }
    #expect(deviation(found, expected) < 2e-3, "\(parameter.name)")
  }
}
