/// What the loop tells its caller, in order.
public enum TrainingReport: Sendable, Equatable {
  /// The gradients of a step stand in the adapters, before clipping and the update.
  case gradients(step: Int)
  case step(StepReport)
  /// The adapter should be saved: every `saveSteps` steps.
  case checkpoint(step: Int)
  /// All examples have been seen `epoch` times.
  case epoch(Int)
}

/// One optimizer step.
public struct StepReport: Sendable, Equatable {
  /// Counted from 1.
  public let step: Int
  public let totalSteps: Int
  /// Passes over the data after this step, a fraction.
  public let epoch: Double
  /// The mean over the step's labels, before its update.
  public let loss: Float
  public let learningRate: Float
  /// The total L2 norm before clipping.
  public let gradientNorm: Float
  /// Units (tokens) that went through the model, and how long it took.
  public let units: Int
  public let duration: Duration
}

/// The caller's answer to a report.
public enum TrainingDecision: Sendable {
  case more
  case stop
}

/// How a training ended.
public struct TrainingEnd: Sendable, Equatable {
  public let steps: Int
  /// Whether the caller said stop before the last step.
  public let stopped: Bool

  package init(steps: Int, stopped: Bool) {
    self.steps = steps
    self.stopped = stopped
  }
}

/// Why a training cannot go on.
public enum TrainingError: Error, Sendable, Equatable, CustomStringConvertible {
  case noExamples
  /// An example whose labels are all left out; `index` counts from 0.
  case nothingToLearn(index: Int)
  /// The loss or the gradient of a step is infinite or not a number. `examples`, counted from 0, are
  /// those of the micro-batches where it is; all of the step where only the gradient is.
  case diverged(step: Int, examples: [Int])

  public var description: String {
    switch self {
    case .noExamples: "there are no examples to train on"
    case .nothingToLearn(let index): "example \(index + 1) has no labelled position"
    case .diverged(let step, _):
      "the loss or its gradient is not finite at step \(step); try a lower learning_rate"
    }
  }
}
