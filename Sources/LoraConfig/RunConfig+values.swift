public import LoraFamilies

extension RunConfig {
  public var taskType: TaskType {
    guard case .text(let name) = settings[.taskType]?.value, let task = TaskType(rawValue: name)
    else { return .imageGeneration }
    return task
  }

  /// As written: relative to the top of the working tree, or absolute.
  public var trainDataDir: String? { text(.trainDataDir) }
  public var metadataPath: String? { text(.metadataPath) }
  public var baseModel: String { text(.baseModel) ?? "" }
  /// Nil: the run's folder is `NAME` below `.lorarc`'s output root.
  public var outputDir: String? { text(.outputDir) }
  public var initLoraWeights: String? { text(.initLoraWeights) }

  public var loraRank: Int { integer(.loraRank) }
  public var loraAlpha: Double { number(.loraAlpha) }
  public var loraDropout: Double { number(.loraDropout) }
  public var useRSLoRA: Bool { boolean(.useRSLoRA) }
  /// What the adapter's output is multiplied by.
  public var loraScaling: Double {
    loraAlpha / (useRSLoRA ? Double(loraRank).squareRoot() : Double(loraRank))
  }
  public var targetModules: TargetModules {
    switch self[.targetModules] {
    case .text(let text): TargetModules(text: text)
    case .list(let names): .names(names)
    default: .names([])
    }
  }

  public var batchSize: Int { integer(.batchSize) }
  public var gradientAccumulationSteps: Int { integer(.gradientAccumulationSteps) }
  public var length: TrainingLength {
    if case .integer(let steps) = self[.maxSteps] {
      .steps(steps)
    } else {
      .epochs(integer(.epochs))
    }
  }

  public var learningRate: Double { number(.learningRate) }
  public var lrScheduler: Schedule { Schedule(rawValue: text(.lrScheduler) ?? "") ?? .constant }
  public var warmupSteps: Int { integer(.warmupSteps) }
  public var weightDecay: Double { number(.weightDecay) }
  public var adamBeta1: Double { number(.adamBeta1) }
  public var adamBeta2: Double { number(.adamBeta2) }
  public var adamEpsilon: Double { number(.adamEpsilon) }
  /// 0: gradients are not clipped.
  public var maxGradNorm: Double { number(.maxGradNorm) }
  public var shuffle: Bool { boolean(.shuffle) }
  public var seed: Int { integer(.seed) }
  public var mixedPrecision: Precision { Precision(rawValue: text(.mixedPrecision) ?? "") ?? .no }

  public var maxSeqLength: Int { integer(.maxSeqLength) }
  /// `error`, `cut` or `drop`; nil: cut, but an answer that is cut away wholly is an error.
  public var longExamples: String? { text(.longExamples) }
  public var trainOnPrompt: Bool { boolean(.trainOnPrompt) }
  public var chatTemplate: String? { text(.chatTemplate) }
  /// Pixels.
  public var resolution: (width: Int, height: Int) {
    if case .size(let width, let height) = self[.resolution] { (width, height) } else { (512, 512) }
  }

  public var saveSteps: Int { integer(.saveSteps) }
  public var logSteps: Int { integer(.logSteps) }
  public var evalSteps: Int? {
    if case .integer(let steps) = self[.evalSteps] { steps } else { nil }
  }
  public var clickupTask: String? { text(.clickupTask) }

  public enum Schedule: String, Sendable { case constant, linear, cosine }
  public enum Precision: String, Sendable { case no, fp16, bf16 }

  // The table gives these keys values of these types; a test reads every one.

  private func integer(_ key: RunKey) -> Int {
    guard case .integer(let number) = self[key] else { return 0 }
    return number
  }

  private func number(_ key: RunKey) -> Double {
    guard case .number(let number) = self[key] else { return 0 }
    return number
  }

  private func boolean(_ key: RunKey) -> Bool { self[key] == .boolean(true) }

  private func text(_ key: RunKey) -> String? {
    guard case .text(let text) = self[key] else { return nil }
    return text
  }
}

/// How long to train.
public enum TrainingLength: Sendable, Equatable {
  case epochs(Int)
  case steps(Int)

  /// Optimizer steps for `examples` examples at `perStep` examples a step: a smaller last step in
  /// each epoch, nothing dropped.
  public func steps(examples: Int, perStep: Int) -> Int {
    switch self {
    case .steps(let steps): steps
    case .epochs(let epochs): epochs * ((examples + perStep - 1) / perStep)
    }
  }
}
