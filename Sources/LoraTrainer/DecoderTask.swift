public import LoraModels
public import LoraTensor

/// Next-token prediction by a decoder with adapters.
public struct DecoderTask: TrainingTask {
  public let examples: [TokenExample]
  public let decoder: Decoder
  public let adapters: AdapterSet
  /// Previews stop at any of these.
  public let endTokens: [Int]

  /// - Parameter endTokens: those that the examples end with, besides the model's own.
  public init(
    examples: [TokenExample], decoder: Decoder, adapters: AdapterSet, endTokens: [Int] = []
  ) {
    self.examples = examples
    self.decoder = decoder
    self.adapters = adapters
    self.endTokens = decoder.layout.endTokens + endTokens
  }

  public func labelCount(of example: TokenExample) -> Int { example.labelCount }

  public func size(of example: TokenExample) -> Int { example.tokens.count }

  public func loss(of batch: [TokenExample], on tape: Tape) -> LossSum {
    decoder.loss(batch, tape, adapters)
  }

  /// Continues what stands before the example's first trained token; of a text that is trained
  /// from its start, its first tokens. Greedy, at most 48 tokens.
  public func preview(of example: TokenExample) -> TokenPreview {
    let trained = example.labels.dropFirst().firstIndex { $0 != nil } ?? 1
    let prompt = Array(example.tokens.prefix(trained > 1 ? trained : 8))
    let how = Generation(maxTokens: 48, endTokens: endTokens)
    return TokenPreview(
      prompt: prompt, base: decoder.generate(after: prompt, AdapterSet(), how),
      adapted: decoder.generate(after: prompt, adapters, how))
  }
}

/// The ids that follow a prompt of the training data.
public struct TokenPreview: Sendable, Equatable {
  public let prompt: [Int]
  /// By the base model alone.
  public let base: [Int]
  /// With the adapters.
  public let adapted: [Int]
}
