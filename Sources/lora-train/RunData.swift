import LoraConfig
import LoraModels
import LoraText

/// The examples a run trains on, and what the log says about them.
struct RunData {
  let examples: [TokenExample]
  /// Nil when the data held token ids already; sample texts are then left out.
  let tokenizer: Tokenizer?
  let warnings: [String]
  /// The first example as the model sees it, its loss mask marked.
  let firstExample: String

  /// Reads every line before the tokenizer, and the tokenizer before the model.
  init(_ plan: TrainingPlan) throws {
    let data = try LoraText.TrainingData.read(plan.dataPath)
    let vocabularySize = plan.base.layout.vocabularySize
    try data.checkIDs(below: vocabularySize)
    let tokenizer = data.needsTokenizer ? try Tokenizer.load(modelPath: plan.base.path) : nil
    let template = try tokenizer.flatMap { tokenizer in
      data.hasConversations || plan.config.chatTemplate != nil
        ? try ChatTemplate.choose(setting: plan.config.chatTemplate, for: tokenizer) : nil
    }
    let made = try TrainingExamples.make(
      data.records, tokenizer: tokenizer, template: template,
      maxSeqLength: min(plan.config.maxSeqLength, plan.base.layout.maxPositions),
      trainOnPrompt: plan.config.trainOnPrompt)
    examples = made.examples.map(TokenExample.init)
    try Self.check(examples, below: vocabularySize)
    self.tokenizer = tokenizer
    warnings = Self.warnings(data, made)
    firstExample = Self.view(made.examples.first, tokenizer)
  }

  /// A tokenizer may know more ids than the model has rows.
  private static func check(
    _ examples: [TokenExample], below vocabularySize: Int
  ) throws(Failure) {
    guard let largest = examples.lazy.compactMap({ $0.tokens.max() }).max(),
      largest >= vocabularySize
    else { return }
    throw Failure(
      .badData,
      "the tokenizer gives id \(largest), but the model's vocabulary has "
        + "\(vocabularySize) tokens", hint: "base_model mixes files of two models")
  }

  private static func warnings(_ data: LoraText.TrainingData, _ made: TrainingExamples) -> [String]
  {
    var warnings: [String] = []
    if !made.cut.isEmpty {
      warnings.append(
        "\(made.cut.count) of \(made.examples.count) examples are longer than max_seq_length "
          + "and were cut:\n\(made.cut)")
    }
    if !made.specialTexts.isEmpty {
      warnings.append(
        "the text of \(made.specialTexts.count) examples spells special tokens:\n"
          + "\(made.specialTexts)")
    }
    if !data.skippedFiles.isEmpty {
      warnings.append(
        "\(data.skippedFiles.count) files are not training data and were not read: "
          + data.skippedFiles.prefix(3).joined(separator: ", "))
    }
    return warnings
  }

  private static func view(_ example: TrainingExample?, _ tokenizer: Tokenizer?) -> String {
    guard let example else { return "no example" }
    guard let tokenizer else {
      return "\(example.source): \(example.inputIDs.count) tokens, "
        + "\(example.labelledCount) trained"
    }
    return "\(SampleView(example, tokenizer: tokenizer))"
  }
}

extension TokenExample {
  fileprivate init(_ example: TrainingExample) {
    self.init(
      tokens: example.inputIDs.map(Int.init),
      labels: example.labels.map { $0 < 0 ? nil : Int($0) })
  }
}
