import CLoraKernels

/// One AdamW update's constants; `gradientFactor` scales the gradient first (clipping).
public struct AdamWUpdate: Sendable {
  public var rate: Double
  public var weightDecay: Double
  public var beta1: Double
  public var beta2: Double
  public var epsilon: Double
  /// Counted from 1, for the correction of the moments' bias.
  public var step: Int
  public var gradientFactor: Float

  public init(
    rate: Double, weightDecay: Double, beta1: Double, beta2: Double, epsilon: Double, step: Int,
    gradientFactor: Float
  ) {
    self.rate = rate
    self.weightDecay = weightDecay
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.step = step
    self.gradientFactor = gradientFactor
  }

  fileprivate var constants: lora_adamw_step {
    lora_adamw_step(
      decay: Float(1 - rate * weightDecay), beta2: Float(beta2), rest1: Float(1 - beta1),
      rest2: Float(1 - beta2),
      step: Float(rate / (1 - power(beta1, step))),
      root_bias2: Float((1 - power(beta2, step)).squareRoot()), epsilon: Float(epsilon),
      clip: gradientFactor)
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, factor, left) = (1.0, base, exponent)
    while left > 0 {
      if left & 1 == 1 { result *= factor }
      factor *= factor
      left >>= 1
    }
    return result
  }
}

/// The optimizer's running averages of one parameter's gradient and of its square.
public struct Moments: Sendable {
  public var mean: [Float]
  public var square: [Float]

  public init(count: Int) {
    mean = Array(repeating: 0, count: count)
    square = Array(repeating: 0, count: count)
  }
}

extension Engine {
  private static let blockElements = 1 << 14

  /// Σ of the squares of a parameter's gradient: fixed blocks, added in order.
  public func gradientSquareSum(of parameter: Parameter) -> Double {
    let blocks = Blocks(of: parameter.count, atMost: Self.blockElements, grain: 16)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, blocks.count)) { sums in
      let (base, sums) = (parameter.gradient.baseAddress!, sums.baseAddress!)
      pool.run(blocks.count) { block, _ in
        let range = blocks[block]
        sums[block] = lora_square_sum(level, base + range.lowerBound, range.count)
      }
      return (0..<blocks.count).reduce(0.0) { $0 + sums[$1] }
    }
  }

  /// Updates a parameter in place, in the order of operations of PyTorch's AdamW.
  public func apply(_ update: AdamWUpdate, to parameter: Parameter, _ moments: inout Moments) {
    let blocks = Blocks(of: parameter.count, atMost: Self.blockElements, grain: 16)
    let (values, gradient) = (parameter.values.baseAddress!, parameter.gradient.baseAddress!)
    moments.mean.withUnsafeMutableBufferPointer { mean in
      moments.square.withUnsafeMutableBufferPointer { square in
        let (mean, square) = (mean.baseAddress!, square.baseAddress!)
        pool.run(blocks.count) { block, _ in
          let at = blocks[block].lowerBound
          var constants = update.constants
          lora_adamw(
            level, &constants, values + at, gradient + at, mean + at, square + at,
            blocks[block].count)
        }
      }
    }
  }
}
