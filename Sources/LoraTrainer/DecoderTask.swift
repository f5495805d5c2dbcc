public import LoraModels
public import LoraTensor

/// Next-token prediction by a decoder with adapters.
public struct DecoderTask: TrainingTask {
  public let examples: [TokenExample]
  public let decoder: Decoder
  public let adapters: AdapterSet

  public init(examples: [TokenExample], decoder: Decoder, adapters: AdapterSet) {
    self.examples = examples
    self.decoder = decoder
    self.adapters = adapters
  }

  public func labelCount(of example: TokenExample) -> Int { example.labelCount }

  public func size(of example: TokenExample) -> Int { example.tokens.count }

  public func loss(of batch: [TokenExample], on tape: Tape) -> LossSum {
    decoder.loss(batch, tape, adapters)
  }
}
