import LoraNames

/// The keys of a run's config by name, so that the compiler checks every use of one.
public enum RunKey: String, Sendable, CaseIterable {
  case taskType = "task_type"
  case trainDataDir = "train_data_dir"
  case metadataPath = "metadata_path"
  case baseModel = "base_model"
  case outputDir = "output_dir"
  case loraRank = "lora_rank"
  case loraAlpha = "lora_alpha"
  case loraDropout = "lora_dropout"
  case useRSLoRA = "use_rslora"
  case targetModules = "target_modules"
  case initLoraWeights = "init_lora_weights"
  case batchSize = "batch_size"
  case gradientAccumulationSteps = "gradient_accumulation_steps"
  case epochs
  case maxSteps = "max_steps"
  case learningRate = "learning_rate"
  case lrScheduler = "lr_scheduler"
  case warmupSteps = "warmup_steps"
  case weightDecay = "weight_decay"
  case adamBeta1 = "adam_beta1"
  case adamBeta2 = "adam_beta2"
  case adamEpsilon = "adam_epsilon"
  case maxGradNorm = "max_grad_norm"
  case shuffle
  case seed
  case mixedPrecision = "mixed_precision"
  case maxSeqLength = "max_seq_length"
  case longExamples = "long_examples"
  case trainOnPrompt = "train_on_prompt"
  case chatTemplate = "chat_template"
  case resolution
  case saveSteps = "save_steps"
  case logSteps = "log_steps"
  case evalSteps = "eval_steps"
  case clickupTask = "clickup_task"

  /// The key's row in the table.
  public var row: ConfigKey {
    guard let row = Self.rows[self] else { preconditionFailure("no row for \(rawValue)") }
    return row
  }

  private static let rows = Dictionary(
    ConfigKey.run.compactMap { row in RunKey(rawValue: row.name).map { ($0, row) } },
    uniquingKeysWith: { first, _ in first })

  /// The key that `spelling` names, by its own name or an alias.
  public static func named(_ spelling: String) -> RunKey? { spellings[spelling] }

  private static let spellings = NameMap(
    allCases.flatMap { key in ([key.rawValue] + key.row.aliases).map { ($0, key) } })
}
