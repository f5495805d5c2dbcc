public import LoraFamilies

/// Every hyperparameter of a training, with its default.
public struct TrainingOptions: Sendable, Equatable {
  public var rank = 8
  /// Nil means the rank, so that the scale is 1.
  public var alpha: Double?
  public var dropout = 0.0
  /// Scale alpha / √rank instead of alpha / rank.
  public var useRSLoRA = false
  public var targetModules = TargetModules.names(["q_proj", "v_proj"])

  public var batchSize = 1
  public var gradientAccumulationSteps = 1
  public var epochs = 1
  /// Ends the training earlier or, over further epochs, later than `epochs` says.
  public var maxSteps: Int?
  public var shuffle = true
  public var seed: UInt64 = 0

  public var learningRate = 2e-4
  public var schedule = LearningRateSchedule.Shape.constant
  public var warmupSteps = 0
  public var weightDecay = 0.01
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8
  /// The largest total gradient norm; 0 leaves gradients as they are.
  public var maxGradientNorm = 1.0

  /// Steps between checkpoints; nil for none.
  public var saveSteps: Int?

  public init() {}

  /// What the low-rank term is multiplied by.
  public var scale: Float {
    let alpha = alpha ?? Double(rank)
    return Float(useRSLoRA ? alpha / Double(rank).squareRoot() : alpha / Double(rank))
  }

  /// Optimizer steps for one pass over `examples` examples: the last may be smaller, none is lost.
  public func stepsPerEpoch(examples: Int) -> Int {
    let atOnce = batchSize * gradientAccumulationSteps
    return (examples + atOnce - 1) / atOnce
  }

  public func totalSteps(examples: Int) -> Int {
    maxSteps ?? epochs * stepsPerEpoch(examples: examples)
  }
}
