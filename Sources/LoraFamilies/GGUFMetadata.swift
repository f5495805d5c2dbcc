import LoraWeights

/// Typed access to a GGUF file's metadata for one architecture.
struct GGUFMetadata: Sendable {
  let file: GGUFFile
  let architecture: String

  func malformed(_ reason: String) -> FamilyError { .malformed(path: file.path, reason: reason) }
  func unsupported(_ reason: String) -> FamilyError {
    .unsupported(path: file.path, reason: reason)
  }

  /// Whether the file holds a tensor of GGUF's name `tensor`.
  func has(_ tensor: String) -> Bool {
    file.tensors[tensor] != nil || file.unsupported[tensor] != nil
  }

  /// A value below the architecture's name, for example `llama.block_count`.
  func value(_ key: String) -> GGUFValue? { file.metadata["\(architecture).\(key)"] }

  func size(_ key: String) throws(FamilyError) -> Int {
    guard let size = try optionalSize(key) else {
      throw malformed("the metadata '\(architecture).\(key)' is missing")
    }
    return size
  }

  func optionalSize(_ key: String) throws(FamilyError) -> Int? {
    guard let value = value(key) else { return nil }
    // Some writers give a list with one value a layer.
    let sizes = value.integers ?? value.integer.map { [$0] } ?? []
    guard let size = sizes.first, size >= 1, size <= 1 << 31 else {
      throw malformed("the metadata '\(architecture).\(key)' is no whole number of at least 1")
    }
    guard sizes.allSatisfy({ $0 == size }) else {
      throw unsupported("layers of different sizes ('\(architecture).\(key)') are not supported")
    }
    return size
  }

  func number(_ key: String) throws(FamilyError) -> Double? {
    guard let value = value(key) else { return nil }
    guard let number = value.double, (1e-20...1e12).contains(number) else {
      throw malformed(
        "the metadata '\(architecture).\(key)' is no number between 1e-20 and 1e12")
    }
    return number
  }

  /// The id of a special token, for example `bos`.
  func token(_ name: String) -> Int? { file.metadata["tokenizer.ggml.\(name)_token_id"]?.integer }
}

extension DecoderLayout {
  /// The layout that a llama-like GGUF file describes; biases are the family's to set.
  init(gguf metadata: GGUFMetadata) throws(FamilyError) {
    if let experts = try metadata.optionalSize("expert_count"), experts > 1 {
      throw metadata.unsupported("a mixture of experts is not supported")
    }
    let hidden = try metadata.size("embedding_length")
    let heads = try metadata.size("attention.head_count")
    let keyValueHeads = try metadata.optionalSize("attention.head_count_kv") ?? heads
    guard heads % keyValueHeads == 0 else {
      throw metadata.malformed(
        "\(heads) attention heads cannot share \(keyValueHeads) key and value heads")
    }
    let headDimension = try metadata.optionalSize("attention.key_length") ?? hidden / heads
    for key in ["attention.value_length", "rope.dimension_count"] {
      guard try metadata.optionalSize(key) ?? headDimension == headDimension else {
        throw metadata.unsupported(
          "'\(metadata.architecture).\(key)' other than the head dimension is not supported")
      }
    }
    guard headDimension % 2 == 0, headDimension > 0 else {
      throw metadata.unsupported("a head dimension of \(headDimension) is not supported")
    }
    let embedding = try metadata.tensor("token_embd.weight")
    self.init(
      modelType: metadata.architecture, hiddenSize: hidden,
      intermediateSize: try metadata.size("feed_forward_length"),
      layerCount: try metadata.size("block_count"), headCount: heads,
      keyValueHeadCount: keyValueHeads, headDimension: headDimension,
      vocabularySize: embedding.rows,
      normEpsilon: Float(try metadata.number("attention.layer_norm_rms_epsilon") ?? 1e-5),
      rope: try RotaryEmbedding(gguf: metadata, headDimension: headDimension),
      tiedOutput: !metadata.has("output.weight"), queryKeyValueBias: false, outputBias: false,
      mlpBias: false, slidingWindow: try metadata.optionalSize("attention.sliding_window"),
      maxPositions: try metadata.size("context_length"), beginningToken: metadata.token("bos"),
      endTokens: ["eos", "eot"].compactMap(metadata.token))
  }
}

extension GGUFMetadata {
  func tensor(_ name: String) throws(FamilyError) -> StoredTensor {
    do throws(WeightsError) { return try file.tensor(name) } catch { throw .weights(error) }
  }
}

extension RotaryEmbedding {
  init(gguf metadata: GGUFMetadata, headDimension: Int) throws(FamilyError) {
    self.init(theta: try metadata.number("rope.freq_base") ?? 10_000)
    let kind = metadata.value("rope.scaling.type")?.string ?? "none"
    switch kind {
    case "none": break
    case "linear":
      scaling = .linear(factor: try metadata.number("rope.scaling.factor") ?? 1)
    default: throw metadata.unsupported("the rope scaling '\(kind)' is not supported")
    }
    guard metadata.has("rope_freqs.weight") else { return }
    let tensor = try metadata.tensor("rope_freqs.weight")
    let fits = tensor.elementType.isFloatingPoint && tensor.elementCount == headDimension / 2
    let factors = fits ? tensor.floats() : []
    guard factors.count == headDimension / 2, factors.allSatisfy({ $0 > 0 && $0.isFinite }),
      scaling == .none
    else { throw metadata.malformed("'rope_freqs.weight' does not fit the head dimension") }
    scaling = .factors(factors)
  }
}
