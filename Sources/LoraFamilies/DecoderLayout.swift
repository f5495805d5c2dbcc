/// The sizes and switches of a decoder-only model: everything its forward pass depends on.
///
/// Linear weights are [outputs, inputs]. Queries are `headCount × headDimension` wide, keys and
/// values `keyValueHeadCount × headDimension`; query head h reads key head
/// h / (headCount / keyValueHeadCount).
public struct DecoderLayout: Sendable, Equatable {
  /// The `model_type` of `config.json`.
  public var modelType: String
  public var hiddenSize: Int
  public var intermediateSize: Int
  public var layerCount: Int
  public var headCount: Int
  public var keyValueHeadCount: Int
  /// Need not be `hiddenSize / headCount`.
  public var headDimension: Int
  public var vocabularySize: Int
  /// RMS norm's epsilon, added to the mean square.
  public var normEpsilon: Float
  public var rope: RotaryEmbedding
  /// The output matrix is the embedding: there is no `lm_head.weight`.
  public var tiedOutput: Bool
  public var queryKeyValueBias: Bool
  /// A bias on `o_proj`.
  public var outputBias: Bool
  /// Biases on `gate_proj`, `up_proj` and `down_proj`.
  public var mlpBias: Bool
  /// A token attends to itself and the `slidingWindow - 1` tokens before it; nil: to all before it.
  public var slidingWindow: Int?
  public var maxPositions: Int
  public var beginningToken: Int?
  /// Generation stops at any of these.
  public var endTokens: [Int]

  public var queryWidth: Int { headCount * headDimension }
  public var keyValueWidth: Int { keyValueHeadCount * headDimension }
}

/// Rotary position embedding in the half-split form: element i of a head's first half turns
/// together with element i of its second half, by the angle position × frequency(i).
public struct RotaryEmbedding: Sendable, Equatable {
  /// The unscaled frequency i is `theta` to the power of -2i / headDimension.
  public var theta: Double
  public var scaling: Scaling

  public init(theta: Double, scaling: Scaling = .none) {
    self.theta = theta
    self.scaling = scaling
  }

  public enum Scaling: Sendable, Equatable {
    case none
    /// Every frequency is divided by the factor.
    case linear(factor: Double)
    /// Llama 3.1's: long waves are stretched by `factor`, short ones kept, a ramp between.
    case llama3(
      factor: Double, lowFrequencyFactor: Double, highFrequencyFactor: Double,
      originalContext: Int)
    /// Frequency i is divided by factor i (GGUF's `rope_freqs.weight`; headDimension / 2 of them).
    case factors([Float])
  }
}
