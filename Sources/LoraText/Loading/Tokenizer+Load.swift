extension Tokenizer {
  /// The tokenizer of the model at `modelPath`: a Hugging Face folder with tokenizer.json, or a
  /// GGUF file.
  public static func load(modelPath: String) throws(TokenizerError) -> Tokenizer {
    if TextFile.isFolder(modelPath) {
      return Tokenizer(try TokenizerFolder(modelPath).parts())
    }
    return Tokenizer(try TokenizerGGUF(modelPath).parts())
  }
}
