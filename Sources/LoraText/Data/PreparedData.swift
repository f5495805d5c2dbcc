import LoraJSON

/// A run's training data from its files to ids and labels, checked in the order of cost: every
/// line's form first, ids, then the tokenizer, then the lengths.
///
/// Both programs prepare data here: `git lora run` to refuse before anything is written, and
/// `lora-train` to train.
public struct PreparedData: Sendable {
  public let made: TrainingExamples
  /// Nil when the data holds ids already.
  public let tokenizer: Tokenizer?
  /// Files in the folder that are no training data.
  public let skippedFiles: [String]

  /// What of a base model the data has to fit.
  public struct Model: Sendable {
    let path: String
    let vocabularySize: Int
    let maxPositions: Int

    public init(path: String, vocabularySize: Int, maxPositions: Int) {
      self.path = path
      self.vocabularySize = vocabularySize
      self.maxPositions = maxPositions
    }
  }

  /// The keys of a config that say how text becomes examples.
  public struct Settings: Sendable {
    let chatTemplate: String?
    let maxSeqLength: Int
    let trainOnPrompt: Bool

    public init(chatTemplate: String?, maxSeqLength: Int, trainOnPrompt: Bool) {
      self.chatTemplate = chatTemplate
      self.maxSeqLength = maxSeqLength
      self.trainOnPrompt = trainOnPrompt
    }
  }

  /// - Parameter path: `train_data_dir`: a file or a folder.
  /// - Throws: `DataProblems`, `TokenizerError`, `ChatTemplateError`.
  public init(_ path: String, for model: Model, _ settings: Settings) throws {
    let data = try TrainingData.read(path)
    try data.checkIDs(below: model.vocabularySize)
    let tokenizer = data.needsTokenizer ? try Tokenizer.load(modelPath: model.path) : nil
    let template = try tokenizer.flatMap { tokenizer in
      data.hasConversations || settings.chatTemplate != nil
        ? try ChatTemplate.choose(setting: settings.chatTemplate, for: tokenizer) : nil
    }
    made = try TrainingExamples.make(
      data.records, tokenizer: tokenizer, template: template,
      maxSeqLength: settings.maxSeqLength, maxPositions: model.maxPositions,
      trainOnPrompt: settings.trainOnPrompt)
    if tokenizer != nil { try made.checkIDs(below: model.vocabularySize, in: model.path) }
    self.tokenizer = tokenizer
    skippedFiles = data.skippedFiles
  }

  /// What is worth a line in the log, though it stops nothing.
  public var warnings: [String] {
    var warnings: [String] = []
    if !made.cut.isEmpty {
      warnings.append(
        "\(made.cut.count) of \(made.examples.count) examples are too long "
          + "and were cut:\n\(made.cut)")
    }
    if !made.specialTexts.isEmpty {
      warnings.append(
        "the text of \(made.specialTexts.count) examples spells special tokens:\n"
          + "\(made.specialTexts)")
    }
    if !skippedFiles.isEmpty {
      warnings.append(
        "\(skippedFiles.count) files are not training data and were not read: "
          + skippedFiles.prefix(3).map { "\(Printable($0, limit: 4096))" }.joined(separator: ", "))
    }
    return warnings
  }
}

extension TrainingExamples {
  /// A tokenizer may know more ids than the model has rows.
  fileprivate func checkIDs(below vocabularySize: Int, in model: String) throws(DataProblems) {
    let largest = examples.lazy.compactMap { $0.inputIDs.max() }.max() ?? 0
    guard Int(largest) >= vocabularySize else { return }
    throw DataProblems(
      DataProblem(
        path: model,
        "the tokenizer gives id \(largest), but the model's vocabulary has \(vocabularySize) tokens",
        hint: "base_model mixes files of two models"))
  }
}
