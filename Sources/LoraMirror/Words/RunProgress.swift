public import LoraExperiment

/// How far a run has come, from the events of its trainer.
public struct RunProgress: Sendable, Equatable {
  public private(set) var step = 0
  public private(set) var totalSteps: Int?
  public private(set) var epoch: Double?
  public private(set) var totalEpochs: Double?
  public private(set) var firstLoss: Float?
  public private(set) var loss: Float?
  public private(set) var bestLoss: Float?
  public private(set) var bestStep: Int?
  /// On held-out data.
  public private(set) var evaluationLoss: Float?
  public private(set) var learningRate: Float?
  public private(set) var samplesPerSecond: Double?
  public private(set) var tokensPerSecond: Double?
  public private(set) var examples: Int?
  public private(set) var curve = LossCurve()
  /// When the last event was written.
  public private(set) var time: String?

  /// Where the clock of this stretch began: a resumed run begins a new one.
  private var began: Place?

  private struct Place: Equatable {
    let step: Int
    let milliseconds: Int
  }

  public init() {}

  public mutating func take(_ event: TrainingEvent) {
    time = event.time
    examples = event.examples ?? examples
    totalSteps = event.totalSteps ?? totalSteps
    totalEpochs = event.totalEpochs ?? totalEpochs
    epoch = event.epoch ?? epoch
    switch event.kind {
    case .start:
      began = nil
    case .step:
      takeStep(event)
    case .evaluation:
      evaluationLoss = event.loss ?? evaluationLoss
    default: break
    }
  }

  private mutating func takeStep(_ event: TrainingEvent) {
    step = event.step ?? step
    learningRate = event.learningRate ?? learningRate
    samplesPerSecond = event.samplesPerSecond ?? samplesPerSecond
    tokensPerSecond = event.tokensPerSecond ?? tokensPerSecond
    if began == nil, let now = EventTime.milliseconds(event.time) {
      began = Place(step: step, milliseconds: now)
    }
    guard let loss = event.loss else { return }
    self.loss = loss
    firstLoss = firstLoss ?? loss
    curve.add(loss)
    if loss.isFinite, loss < bestLoss ?? .infinity {
      bestLoss = loss
      bestStep = step
    }
  }

  /// From 0 to 1; nil when the end is unknown.
  public var share: Double? {
    if let totalSteps, totalSteps > 0 { return min(1, Double(step) / Double(totalSteps)) }
    guard let epoch, let totalEpochs, totalEpochs > 0 else { return nil }
    return min(1, max(0, epoch / totalEpochs))
  }

  /// Since the first step of this stretch.
  public var secondsSoFar: Double? {
    guard let began, let time, let now = EventTime.milliseconds(time), now >= began.milliseconds
    else { return nil }
    return Double(now - began.milliseconds) / 1000
  }

  /// By the mean pace so far; nil before the second step and after the last.
  public var secondsLeft: Double? {
    guard let began, let totalSteps, step > began.step, step < totalSteps, let secondsSoFar else {
      return nil
    }
    return secondsSoFar / Double(step - began.step) * Double(totalSteps - step)
  }
}
