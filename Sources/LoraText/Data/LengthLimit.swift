/// The most tokens an example may have, and whose limit that is.
struct LengthLimit {
  let tokens: Int
  /// For a message: "max_seq_length 512".
  let words: String
  /// The way out for an example that it spoils.
  let hint: String

  /// The smaller of what the config asks for and what the model has positions for.
  init(maxSeqLength: Int, maxPositions: Int) {
    tokens = min(maxSeqLength, maxPositions)
    let isModels = maxPositions < maxSeqLength
    words = isModels ? "the model's limit of \(tokens) positions" : "max_seq_length \(tokens)"
    hint = isModels ? "shorten the example" : "raise max_seq_length, or shorten the prompt"
  }
}
