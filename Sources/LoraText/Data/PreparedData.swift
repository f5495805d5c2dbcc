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
  /// The one that the data was rendered with.
  public let template: ChatTemplate?
  public let listing: DataSetListing
  private let namesTemplate: Bool
  private let lacksEnd: Bool

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
    let longExamples: LongExamples?
    let trainOnPrompt: Bool

    public init(
      chatTemplate: String?, maxSeqLength: Int, longExamples: LongExamples? = nil,
      trainOnPrompt: Bool
    ) {
      self.chatTemplate = chatTemplate
      self.maxSeqLength = maxSeqLength
      self.longExamples = longExamples
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
      data.takesTemplate
        ? try ChatTemplate.choose(setting: settings.chatTemplate, for: tokenizer) : nil
    }
    made = try TrainingExamples.make(
      data.records, tokenizer: tokenizer, template: template,
      maxSeqLength: settings.maxSeqLength, maxPositions: model.maxPositions,
      longExamples: settings.longExamples, trainOnPrompt: settings.trainOnPrompt)
    if tokenizer != nil { try made.checkIDs(below: model.vocabularySize, in: model.path) }
    self.tokenizer = tokenizer
    self.template = template
    listing = data.listing
    namesTemplate = settings.chatTemplate != nil
    lacksEnd = tokenizer?.special.end == nil && data.wantsEnd(template)
  }
}

extension PreparedData {
  /// Something worth knowing that stops nothing.
  public struct Remark: Sendable, Equatable {
    /// One line.
    public let text: String
    /// Where it was met, as far as it has places.
    public let places: DataProblems

    init(_ text: String, at places: DataProblems = DataProblems()) {
      self.text = text
      self.places = places
    }
  }

  /// What is worth a line in the log.
  public var remarks: [Remark] {
    listing.remarks.map { Remark($0) } + lengthRemarks + textRemarks + tokenRemarks
  }

  private var lengthRemarks: [Remark] {
    let total = made.examples.count + made.dropped.count
    var remarks: [Remark] = []
    if !made.cut.isEmpty {
      remarks.append(
        Remark("\(made.cut.count) of \(total) examples are too long and were cut", at: made.cut))
    }
    if !made.dropped.isEmpty {
      remarks.append(
        Remark(
          "\(made.dropped.count) of \(total) examples are too long and were left out",
          at: made.dropped))
    }
    return remarks
  }

  private var textRemarks: [Remark] {
    var remarks: [Remark] = []
    if !made.specialTexts.isEmpty {
      remarks.append(
        Remark(
          "the text of \(made.specialTexts.count) examples spells special tokens",
          at: made.specialTexts))
    }
    if !made.unevenPrompts.isEmpty {
      remarks.append(
        Remark(
          "the prompt of \(made.unevenPrompts.count) of \(made.examples.count) examples ends inside "
            + "a token of the whole text, so that the prompt alone is not what is trained; "
            + "let a space begin the completion instead of ending the prompt",
          at: made.unevenPrompts))
    }
    return remarks
  }

  private var tokenRemarks: [Remark] {
    var remarks: [Remark] = []
    if let tokenizer, let template, namesTemplate {
      let missing = template.missingMarks(in: tokenizer)
      if !missing.isEmpty {
        remarks.append(
          Remark(
            "the tokenizer has no token \(missing.joined(separator: ", ")), which chat_template "
              + "writes: the marks are cut into letters, and nothing ends an answer for certain"))
      }
    }
    if lacksEnd {
      remarks.append(
        Remark(
          "neither the tokenizer nor config.json names an EOS token: examples end without one, "
            + "and the model does not learn to stop"))
    }
    return remarks
  }
}

extension TrainingData {
  /// Whether an example is to end with EOS.
  fileprivate func wantsEnd(_ template: ChatTemplate?) -> Bool {
    records.contains { record in
      switch record.content {
      case .text, .prompt: true
      case .conversation, .instruction: template?.endsAnswersWithEOS ?? true
      case .tokens: false
      }
    }
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
