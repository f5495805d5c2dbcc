import CLoraKernels
import FoundationEssentials
import Glibc

/// Cosines and sines of rotary position embedding, grown as positions are asked for.
public final class RotaryTable {
  /// Radians a position for each rotated pair of channels.
  let frequencies: [Float]
  private var cosines: [Float] = []
  private var sines: [Float] = []

  public init(frequencies: [Float]) { self.frequencies = frequencies }

  /// Angles are rounded to Float32 before the cosine, as transformers computes them: at position
  /// 2,000 that moves a cosine by more than the golden marks allow.
  fileprivate func grow(to positions: Int) {
    let known = cosines.count / max(1, frequencies.count)
    guard known < positions else { return }
    for position in known..<positions {
      for frequency in frequencies {
        let angle = Double(Float(position) * frequency)
        cosines.append(Float(cos(angle)))
        sines.append(Float(sin(angle)))
      }
    }
  }

  fileprivate func rotate(
    _ x: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>, at positions: [Int],
    heads: Int, headDimension: Int, sign: Float, on engine: Engine
  ) {
    let width = heads * headDimension
    let pairs = frequencies.count
    cosines.withUnsafeBufferPointer { cosines in
      sines.withUnsafeBufferPointer { sines in
        engine.forRows(positions.count) { rows in
          for row in rows {
            let at = positions[row] * pairs
            lora_rotary_row(
              engine.level, x + row * width, out + row * width, heads, headDimension, 2 * pairs,
              cosines.baseAddress! + at, sines.baseAddress! + at, sign)
          }
        }
      }
    }
  }
}

extension Tape {
  /// Rotates the pairs (i, i + n) of each head by position · frequency i, n = frequencies.
  ///
  /// x is [positions, heads · headDimension]; channels beyond 2n of a head pass unchanged.
  public func rotary(
    _ x: Activation, at positions: [Int], headDimension: Int, _ table: RotaryTable
  ) -> Activation {
    precondition(positions.count == x.rows && x.channels % headDimension == 0)
    precondition(2 * table.frequencies.count <= headDimension)
    table.grow(to: (positions.max() ?? -1) + 1)
    let out = result(x.rows, x.channels, of: [x])
    let heads = x.channels / headDimension
    table.rotate(
      x.pointer, out.pointer, at: positions, heads: heads, headDimension: headDimension, sign: 1,
      on: engine)
    if let slot = out.slot, let input = x.slot {
      record(
        Rotary(
          table: table, positions: positions, heads: heads, headDimension: headDimension,
          input: input, output: slot))
    }
    return out
  }
}

private struct Rotary: Operation {
  let table: RotaryTable
  let positions: [Int]
  let heads: Int
  let headDimension: Int
  let input: GradientSlot
  let output: GradientSlot

  /// The inverse rotation, in place.
  func backward(on engine: Engine) {
    guard let dy = output.takeOwn(on: engine) else { return }
    table.rotate(
      dy.pointer, dy.pointer, at: positions, heads: heads, headDimension: headDimension, sign: -1,
      on: engine)
    input.give(dy, on: engine)
  }
}
