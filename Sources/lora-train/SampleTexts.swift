import LoraModels
import LoraTensor
import LoraText

/// What base and adapter say to a prompt of the training data, for people to compare.
struct SampleTexts {
  let tokenizer: Tokenizer
  let decoder: Decoder
  let adapters: AdapterSet

  /// How many pages a run writes.
  static let count = 3
  private static let maxTokens = 48

  struct Sample {
    let prompt: String
    let base: String
    let adapted: String

    var page: String {
      "## Prompt\n\n\(prompt)\n\n## Base model\n\n\(base)\n\n## With the adapter\n\n\(adapted)\n"
    }
  }

  /// Continues what stands before the example's first trained token; of a text that is trained
  /// from its start, its first tokens.
  func sample(of example: TokenExample) -> Sample {
    let trained = example.labels.dropFirst().firstIndex { $0 != nil } ?? 1
    let prompt = Array(example.tokens.prefix(trained > 1 ? trained : 8))
    return Sample(
      prompt: tokenizer.decode(prompt, skippingSpecialTokens: true),
      base: answer(prompt, AdapterSet()), adapted: answer(prompt, adapters))
  }

  private func answer(_ prompt: [Int], _ adapters: AdapterSet) -> String {
    let how = Generation(maxTokens: Self.maxTokens, endTokens: decoder.layout.endTokens)
    return tokenizer.decode(
      decoder.generate(after: prompt, adapters, how), skippingSpecialTokens: true)
  }
}
