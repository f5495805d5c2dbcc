import FoundationEssentials
import Glibc
import LoraFamilies

extension RotaryEmbedding {
  /// Radians a position for each of headDimension / 2 pairs, as transformers computes them.
  func frequencies(_ headDimension: Int) -> [Float] {
    let plain = (0..<headDimension / 2).map { pair in
      1 / pow(theta, Double(2 * pair) / Double(headDimension))
    }
    switch scaling {
    case .none: return plain.map(Float.init)
    case .linear(let factor): return plain.map { Float($0 / factor) }
    case .factors(let factors): return zip(plain, factors).map { Float($0 / Double($1)) }
    case .llama3(let factor, let low, let high, let context):
      return plain.map {
        Float(Self.stretched($0, factor: factor, low: low, high: high, context: Double(context)))
      }
    }
  }

  /// Llama 3.1's rule: by how many turns a frequency makes over the original context.
  private static func stretched(
    _ frequency: Double, factor: Double, low: Double, high: Double, context: Double
  ) -> Double {
    let turns = context * frequency / (2 * Double.pi)
    if turns > high { return frequency }
    if turns < low { return frequency / factor }
    let smooth = (turns - low) / (high - low)
    return (1 - smooth) * frequency / factor + smooth * frequency
  }
}
