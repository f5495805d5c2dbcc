import FoundationEssentials
import LoraModels
import LoraText
import LoraWeights

/// The examples a run trains on, and the tokenizer they came from.
struct TrainingData {
  let examples: [TokenExample]
  /// Nil when the data held token ids already; sample texts are then left out.
  let tokenizer: Tokenizer?
  let warnings: [String]
}

extension TrainingData {
  init(_ plan: TrainingPlan) throws {
    let text = try String(contentsOfFile: plan.dataPath, encoding: .utf8)
    let lines = TokenLines(
      path: plan.dataPath, vocabularySize: plan.base.layout.vocabularySize,
      maxLength: plan.config.maxSeqLength)
    self.init(examples: try lines.examples(text), tokenizer: nil, warnings: [])
  }
}
