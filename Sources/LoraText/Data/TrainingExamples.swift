/// All examples of a run, and what is worth knowing about how they were made.
public struct TrainingExamples: Sendable {
  public private(set) var examples: [TrainingExample] = []
  /// Examples cut at `max_seq_length` or the model's positions; they have no end token.
  public private(set) var cut = DataProblems()
  /// Examples left out because of their length (`long_examples: drop`).
  public private(set) var dropped = DataProblems()
  /// Prompts whose last token, encoded alone, is not what stands before the completion.
  public private(set) var unevenPrompts = DataProblems()
  /// Records whose own text spells a special token, which the model then reads as one.
  public private(set) var specialTexts = DataProblems()

  /// Encodes records and lays the loss mask over them.
  ///
  /// A conversation is rendered whole and encoded once; labels are the tokens that hold a byte of
  /// an answer or of its end token. Texts, and prompts with a completion, get the tokenizer's own
  /// BOS and one EOS. Examples longer than `maxSeqLength`, or than the model has positions for, are
  /// cut, and an answer that is cut away wholly is an error, unless `longExamples` says otherwise.
  ///
  /// - Parameter tokenizer: may be nil when no record needs one (`TrainingData.needsTokenizer`).
  /// - Parameter template: nil where there is none; then conversations are an error, and
  ///   instructions are framed as Alpaca does.
  /// - Parameter trainOnPrompt: whether every token of a text is trained, not only answers. Labels of
  ///   `input_ids` lines stay as they are.
  public static func make(
    _ records: [TrainingRecord], tokenizer: Tokenizer?, template: ChatTemplate?,
    maxSeqLength: Int, maxPositions: Int = .max, longExamples: LongExamples? = nil,
    trainOnPrompt: Bool = false
  ) throws(DataProblems) -> TrainingExamples {
    precondition(maxSeqLength > 1, "one token alone predicts nothing")
    var maker = ExampleMaker(
      tokenizer: tokenizer, template: template,
      limit: LengthLimit(
        maxSeqLength: maxSeqLength, maxPositions: maxPositions, policy: longExamples),
      trainOnPrompt: trainOnPrompt)
    var made = TrainingExamples()
    for record in records {
      if let example = maker.example(record) { made.examples.append(example) }
    }
    maker.checkSomethingIsLeft(made.examples.count)
    guard maker.problems.isEmpty else { throw maker.problems }
    made.cut = maker.cut
    made.dropped = maker.dropped
    made.unevenPrompts = maker.unevenPrompts
    made.specialTexts = maker.specialTexts
    return made
  }
}
