public import LoraTensor

/// Decoupled weight decay with adaptive moments (Loshchilov and Hutter, 2019) over all parameters.
public struct AdamW {
  private let parameters: [Parameter]
  private let options: TrainingOptions
  private let engine: Engine
  private var moments: [Moments]
  private var step = 0

  public init(_ parameters: [Parameter], _ options: TrainingOptions, _ engine: Engine) {
    self.parameters = parameters
    self.options = options
    self.engine = engine
    moments = parameters.map { Moments(count: $0.count) }
  }

  /// The L2 norm over all gradients, before clipping.
  public func gradientNorm() -> Double {
    parameters.reduce(0.0) { $0 + engine.gradientSquareSum(of: $1) }.squareRoot()
  }

  /// One update with the gradients as they stand, whose total norm is `norm`.
  public mutating func update(rate: Double, norm: Double) {
    step += 1
    let update = AdamWUpdate(
      rate: rate, weightDecay: options.weightDecay, beta1: options.beta1, beta2: options.beta2,
      epsilon: options.epsilon, step: step, gradientFactor: clipping(norm))
    for (index, parameter) in parameters.enumerated() {
      engine.apply(update, to: parameter, &moments[index])
    }
  }

  /// As torch's `clip_grad_norm_`.
  private func clipping(_ norm: Double) -> Float {
    guard options.maxGradientNorm > 0 else { return 1 }
    return Float(min(1, options.maxGradientNorm / (norm + 1e-6)))
  }
}
