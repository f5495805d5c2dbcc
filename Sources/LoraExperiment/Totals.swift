/// Sums over a whole run.
public struct Totals: Sendable, Equatable {
  public var steps = 0
  public var plannedSteps: Int?
  public var epochs: Double?
  /// Examples in the data set.
  public var examples: Int?
  /// Examples trained on, each as often as it was seen.
  public var samples: Int?
  public var tokens: Int?
  public var seconds = 0.0
  /// Not a number where it was not finite; `null` in JSON.
  public var firstLoss: Float?
  public var finalLoss: Float?
  /// The lowest finite loss.
  public var bestLoss: Float?
  public var bestStep: Int?
  /// Steps whose loss was not finite; nil for none.
  public var stepsNotFinite: Int?
  /// The step from which on, to the last, no loss was finite; nil when the last one was.
  public var notFiniteSince: Int?

  public init() {}

  /// `loss not finite from step 2`; nil when every loss was finite.
  public var notFinite: String? {
    if let notFiniteSince { return "loss not finite from step \(notFiniteSince)" }
    guard let stepsNotFinite else { return nil }
    return "loss not finite at \(stepsNotFinite) step\(stepsNotFinite == 1 ? "" : "s")"
  }
}

extension Totals: Codable {
  enum CodingKeys: String, CodingKey {
    case steps, plannedSteps, epochs, examples, samples, tokens, seconds
    case firstLoss, finalLoss, bestLoss, bestStep, stepsNotFinite, notFiniteSince
  }

  /// Reads what any version of git-lora recorded, and what a stranger may have pushed: a number out
  /// of range is left out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    steps = try container.count(.steps) ?? 0
    plannedSteps = try container.count(.plannedSteps)
    epochs = try container.number(.epochs, in: TrainerFields.epochs)
    examples = try container.count(.examples)
    samples = try container.count(.samples)
    tokens = try container.count(.tokens)
    seconds = try container.number(.seconds, in: 0...1e12) ?? 0
    firstLoss = try container.measured(.firstLoss)
    finalLoss = try container.measured(.finalLoss)
    bestLoss = try container.measured(.bestLoss)
    bestStep = try container.count(.bestStep)
    stepsNotFinite = try container.count(.stepsNotFinite)
    notFiniteSince = try container.count(.notFiniteSince)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(steps, forKey: .steps)
    try container.encodeIfPresent(plannedSteps, forKey: .plannedSteps)
    try container.encodeIfPresent(epochs, forKey: .epochs)
    try container.encodeIfPresent(examples, forKey: .examples)
    try container.encodeIfPresent(samples, forKey: .samples)
    try container.encodeIfPresent(tokens, forKey: .tokens)
    try container.encode(seconds, forKey: .seconds)
    try container.encode(measured: firstLoss, forKey: .firstLoss)
    try container.encode(measured: finalLoss, forKey: .finalLoss)
    try container.encode(measured: bestLoss, forKey: .bestLoss)
    try container.encodeIfPresent(bestStep, forKey: .bestStep)
    try container.encodeIfPresent(stepsNotFinite, forKey: .stepsNotFinite)
    try container.encodeIfPresent(notFiniteSince, forKey: .notFiniteSince)
  }
}
