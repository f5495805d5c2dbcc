import LoraConfig
import LoraModels
import LoraText

/// The examples a run trains on, and what the log says about them.
struct RunData {
  let examples: [TokenExample]
  /// Nil when the data held token ids already; sample texts are then left out.
  let tokenizer: Tokenizer?
  /// What ends an answer of these examples.
  let endTokens: [Int]
  let warnings: [String]
  /// Where each example stands in the data.
  let sources: [String]
  /// The first example as the model sees it, its loss mask marked.
  let firstExample: String

  init(_ plan: TrainingPlan) throws {
    let layout = plan.base.layout
    let data = try PreparedData(
      plan.dataPath,
      for: .init(
        path: plan.base.path, vocabularySize: layout.vocabularySize,
        maxPositions: layout.maxPositions),
      .init(
        chatTemplate: plan.config.chatTemplate, maxSeqLength: plan.config.maxSeqLength,
        longExamples: plan.config.longExamples.flatMap(LongExamples.init(rawValue:)),
        trainOnPrompt: plan.config.trainOnPrompt))
    examples = data.made.examples.map(TokenExample.init)
    tokenizer = data.tokenizer
    sources = data.made.examples.map { "\($0.source)" }
    endTokens = data.tokenizer?.stops(with: data.template) ?? []
    warnings = data.remarks.map { remark in
      remark.places.isEmpty ? remark.text : "\(remark.text):\n\(remark.places)"
    }
    firstExample = Self.view(data.made.examples.first, data.tokenizer)
  }

  /// In Unicode scalars: a screen.
  private static let longestView = 3000

  private static func view(_ example: TrainingExample?, _ tokenizer: Tokenizer?) -> String {
    guard let example else { return "no example" }
    guard let tokenizer else {
      return "\(example.source): \(example.inputIDs.count) tokens, "
        + "\(example.labelledCount) trained"
    }
    let text = "\(SampleView(example, tokenizer: tokenizer))".unicodeScalars
    let shown = String(String.UnicodeScalarView(text.prefix(Self.longestView)))
    return text.count > Self.longestView ? shown + "…" : shown
  }
}

extension TokenExample {
  fileprivate init(_ example: TrainingExample) {
    self.init(
      tokens: example.inputIDs.map(Int.init),
      labels: example.labels.map { $0 < 0 ? nil : Int($0) })
  }
}
