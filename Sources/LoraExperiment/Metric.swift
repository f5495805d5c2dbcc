/// One line of `metrics.jsonl`: what an optimizer step measured.
///
/// `step` starts at 1; `loss` is the loss before that step's update; `learningRate` the rate used;
/// `gradientNorm` the total L2 norm before clipping; `epoch` a fraction (1.5 = half of the second).
public struct Metric: Sendable, Codable, Equatable {
  public var step: Int
  public var epoch: Double?
  /// Not a number where it was not finite; `null` in JSON.
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

extension Metric {
  /// Reads what any version of git-lora recorded, and what a stranger may have pushed: a number out
  /// of range is left out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    step = try container.decode(Int.self, forKey: .step)
    guard (0...TrainerFields.largestCount).contains(step) else {
      throw DecodingError.dataCorruptedError(
        forKey: .step, in: container, debugDescription: "the step \(step) is out of range")
    }
    epoch = try container.number(.epoch, in: TrainerFields.epochs)
    loss = try container.measured(.loss) ?? .nan
    learningRate = try container.measured(.learningRate)
    gradientNorm = try container.measured(.gradientNorm)
    tokensPerSecond = try container.number(.tokensPerSecond, in: TrainerFields.speeds)
    samplesPerSecond = try container.number(.samplesPerSecond, in: TrainerFields.speeds)
    evaluationLoss = try container.measured(.evaluationLoss)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(step, forKey: .step)
    try container.encodeIfPresent(epoch, forKey: .epoch)
    try container.encode(measured: loss, forKey: .loss)
    try container.encode(measured: learningRate, forKey: .learningRate)
    try container.encode(measured: gradientNorm, forKey: .gradientNorm)
    try container.encodeIfPresent(tokensPerSecond, forKey: .tokensPerSecond)
    try container.encodeIfPresent(samplesPerSecond, forKey: .samplesPerSecond)
    try container.encode(measured: evaluationLoss, forKey: .evaluationLoss)
  }
}
