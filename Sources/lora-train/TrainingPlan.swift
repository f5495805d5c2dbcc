import LoraConfig
import LoraFamilies
import LoraFiles
import LoraTrainer
import LoraYAML

/// What a config asks for, all of which can be done.
struct TrainingPlan {
  let config: RunConfig
  let options: TrainingOptions
  let base: BaseModel
  let placement: AdapterPlacement
  /// The adapter of `init_lora_weights`.
  let start: AdapterFolder?
  /// What is worth knowing of the config, though it stops nothing.
  let warnings: [String]
  let dataPath: String
  let outputFolder: String

  /// Reads and checks the config at `path` and the headers of the base model.
  init(path: String) throws {
    let parsed = try Self.parse(path)
    do { start = try parsed.initLoraWeights.map { try AdapterFolder(path: $0) } } catch {
      throw Self.badConfig(parsed.diagnostic(at: .initLoraWeights, "\(error)"), .badData)
    }
    config = parsed.goingOn(from: start?.config)
    let differences = config.differences(from: start?.config)
    guard !differences.hasErrors else {
      throw Failure(.badData, rendered: differences.map { $0.rendered() })
    }
    warnings = differences.map(\.message)
    let refused = config.notYetInLoraTrain()
    guard refused.isEmpty else {
      throw Failure(.badConfig, rendered: refused.map { $0.rendered() })
    }
    dataPath = config.trainDataDir ?? ""
    guard let folder = config.outputDir else {
      throw Self.badConfig(
        config.diagnostic(
          at: .outputDir, "'output_dir' is needed when lora-train is started by hand",
          hint: "output_dir: \(RunKey.outputDir.row.example)"))
    }
    outputFolder = folder
    options = TrainingOptions(config)
    do {
      base = try BaseModel.open(path: config.baseModel)
      // Before anything is sized by what the description says.
      try base.check()
    } catch {
      throw Self.badConfig(config.diagnostic(at: .baseModel, error.description), .badData)
    }
    do { placement = try AdapterPlacement(options, in: base) } catch {
      throw Self.badConfig(config.diagnostic(at: .targetModules, error.description))
    }
  }

  /// What is larger than YAML's own limit is refused there, with its words.
  private static let maximumConfigBytes = 64 << 20

  private static func parse(_ path: String) throws(Failure) -> RunConfig {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try WholeFile(path, atMost: Self.maximumConfigBytes).bytes
    } catch {
      throw Failure(.badConfig, "\(path): the file cannot be read: \(error.reason)")
    }
    let (config, diagnostics) = RunConfig.parse(bytes: bytes, file: path)
    guard let config else {
      throw Failure(.badConfig, rendered: diagnostics.map { $0.rendered() })
    }
    for diagnostic in diagnostics { printError(diagnostic.rendered()) }
    return config
  }

  /// A failure that points into the config.
  static func badConfig(
    _ diagnostic: Diagnostic, _ status: Failure.Status = .badConfig
  ) -> Failure {
    Failure(status, rendered: [diagnostic.rendered()])
  }
}

extension TrainingOptions {
  fileprivate init(_ config: RunConfig) {
    self.init()
    rank = config.loraRank
    alpha = config.loraAlpha
    dropout = config.loraDropout
    useRSLoRA = config.useRSLoRA
    targetModules = config.targetModules
    batchSize = config.batchSize
    gradientAccumulationSteps = config.gradientAccumulationSteps
    switch config.length {
    case .epochs(let count): epochs = count
    case .steps(let count): maxSteps = count
    }
    shuffle = config.shuffle
    seed = UInt64(config.seed)
    learningRate = config.learningRate
    schedule = LearningRateSchedule.Shape(rawValue: config.lrScheduler.rawValue) ?? .constant
    warmupSteps = config.warmupSteps
    weightDecay = config.weightDecay
    beta1 = config.adamBeta1
    beta2 = config.adamBeta2
    epsilon = config.adamEpsilon
    maxGradientNorm = config.maxGradNorm
    saveSteps = config.saveSteps
  }
}
