/// One line of `metrics.jsonl`: what an optimizer step measured.
///
/// `step` starts at 1; `loss` is the loss before that step's update; `learningRate` the rate used;
/// `gradientNorm` the total L2 norm before clipping; `epoch` a fraction (1.5 = half of the second).
public struct Metric: Sendable, Codable, Equatable {
  public var step: Int
  public var epoch: Double?
  public var loss: Float
  public var learningRate: Float?
  public var gradientNorm: Float?
  public var tokensPerSecond: Double?
  public var samplesPerSecond: Double?
  /// The loss on held-out data, at the steps that measured it.
  public var evaluationLoss: Float?

  public init(
    step: Int, epoch: Double? = nil, loss: Float, learningRate: Float? = nil,
    gradientNorm: Float? = nil, tokensPerSecond: Double? = nil, samplesPerSecond: Double? = nil
  ) {
    self.step = step
    self.epoch = epoch
    self.loss = loss
    self.learningRate = learningRate
    self.gradientNorm = gradientNorm
    self.tokensPerSecond = tokensPerSecond
    self.samplesPerSecond = samplesPerSecond
  }

  enum CodingKeys: String, CodingKey {
    case step, epoch, loss
    case learningRate = "learning_rate"
    case gradientNorm = "grad_norm"
    case tokensPerSecond = "tokens_per_second"
    case samplesPerSecond = "samples_per_second"
    case evaluationLoss = "eval_loss"
  }
}
