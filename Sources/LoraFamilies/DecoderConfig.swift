/// The part of `config.json` that the decoder families have in common.
extension DecoderLayout {
  /// Reads sizes, norm, rotary embedding and token ids; biases and windows are the family's to set.
  ///
  /// Absent values are those of transformers' configuration classes.
  init(common config: ConfigReader) throws(FamilyError) {
    try config.refuseUnsupported()
    let hidden = try config.size("hidden_size")
    let heads = try config.size("num_attention_heads")
    let keyValueHeads = try config.optionalSize("num_key_value_heads") ?? heads
    guard heads % keyValueHeads == 0 else {
      throw config.malformed(
        "\(heads) attention heads cannot share \(keyValueHeads) key and value heads")
    }
    let headDimension: Int
    if let given = try config.optionalSize("head_dim") {
      headDimension = given
    } else {
      guard hidden % heads == 0 else {
        throw config.malformed("'hidden_size' \(hidden) is no multiple of \(heads) heads")
      }
      headDimension = hidden / heads
    }
    guard headDimension % 2 == 0 else {
      throw config.unsupported("an odd head dimension (\(headDimension)) is not supported")
    }
    let maxPositions = try config.optionalSize("max_position_embeddings") ?? 2048
    self.init(
      modelType: try config.text("model_type") ?? "", hiddenSize: hidden,
      intermediateSize: try config.size("intermediate_size"),
      layerCount: try config.size("num_hidden_layers"), headCount: heads,
      keyValueHeadCount: keyValueHeads, headDimension: headDimension,
      vocabularySize: try config.size("vocab_size"),
      normEpsilon: Float(try config.positive("rms_norm_eps", atMost: 1) ?? 1e-6),
      rope: try RotaryEmbedding(config, maxPositions: maxPositions),
      tiedOutput: try config.flag("tie_word_embeddings", default: false),
      queryKeyValueBias: false, outputBias: false, mlpBias: false, slidingWindow: nil,
      maxPositions: maxPositions, beginningToken: try config.tokens("bos_token_id").first,
      endTokens: try config.tokens("eos_token_id"))
  }
}

extension ConfigReader {
  /// Values that would change the forward pass and that no family here implements.
  fileprivate func refuseUnsupported() throws(FamilyError) {
    try require("hidden_act", .string("silu"), default: .string("silu"))
    try require("attention_dropout", .integer(0), default: .integer(0))
    if value["quantization_config"] != nil {
      throw unsupported(
        "weights quantised for another program ('quantization_config') are not supported; "
          + "use the original weights or a GGUF file")
    }
    try require("partial_rotary_factor", .integer(1), default: .integer(1))
  }
}

extension RotaryEmbedding {
  /// Reads `rope_parameters` (transformers 5) or `rope_theta` and `rope_scaling` (transformers 4).
  init(_ config: ConfigReader, maxPositions: Int) throws(FamilyError) {
    var section = try config.section("rope_parameters")
    if section == nil { section = try config.section("rope_scaling") }
    var theta = try section?.positive("rope_theta")
    if theta == nil { theta = try config.positive("rope_theta") }
    self.init(theta: theta ?? 10_000)
    guard let section else { return }
    try section.require("partial_rotary_factor", .integer(1), default: .integer(1))
    func given(_ key: String) throws(FamilyError) -> Double {
      guard let number = try section.positive(key) else {
        throw section.malformed("the rope scaling lacks '\(key)'")
      }
      return number
    }
    var kind = try section.text("rope_type")
    if kind == nil { kind = try section.text("type") }
    switch kind ?? "default" {
    case "default": break
    case "linear": scaling = .linear(factor: try given("factor"))
    case "llama3":
      var original = try section.optionalSize("original_max_position_embeddings")
      if original == nil {
        original = try config.optionalSize("original_max_position_embeddings")
      }
      let factor = try given("factor")
      let (low, high) = (try given("low_freq_factor"), try given("high_freq_factor"))
      guard low < high else {
        throw section.malformed("'low_freq_factor' \(low) is not below 'high_freq_factor' \(high)")
      }
      scaling = .llama3(
        factor: factor, lowFrequencyFactor: low, highFrequencyFactor: high,
        originalContext: original ?? maxPositions)
    case let other: throw section.unsupported("the rope type '\(other)' is not supported")
    }
  }
}
