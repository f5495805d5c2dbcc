/// What becomes of examples that have more tokens than fit: the values of `long_examples`.
///
/// Without one, examples are cut, and an answer that is cut away wholly is an error.
public enum LongExamples: String, Sendable {
  /// Each is an error with its line.
  case error
  /// Each is cut, answers that lie wholly behind the cut with it; something must be left to train on.
  case cut
  /// Each is left out.
  case drop
}

/// The most tokens an example may have, whose limit that is, and what becomes of longer ones.
struct LengthLimit {
  let tokens: Int
  let policy: LongExamples?
  /// For a message: "max_seq_length 512".
  let words: String
  /// The way out for an example that it spoils.
  let hint: String

  /// The smaller of what the config asks for and what the model has positions for.
  init(maxSeqLength: Int, maxPositions: Int, policy: LongExamples? = nil) {
    tokens = min(maxSeqLength, maxPositions)
    self.policy = policy
    let isModels = maxPositions < maxSeqLength
    words = isModels ? "the model's limit of \(tokens) positions" : "max_seq_length \(tokens)"
    let shorter = isModels ? "shorten the example" : "raise max_seq_length, shorten the prompt"
    hint = shorter + ", or set long_examples: drop"
  }
}
