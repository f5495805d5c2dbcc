import LoraFamilies
import Testing

/// `config.json` in both spellings, and values that must not be ignored.
struct LayoutTests {
  private func layout(
    _ changes: [String: Any?], of name: String = "tiny-llama"
  ) throws -> DecoderLayout {
    let folder = try ModelFolder(name)
    try folder.edit(changes)
    return try BaseModel.open(path: folder.path).layout
  }

  @Test func bothSpellingsOfRopeAreOne() throws {
    let five = try layout([:])
    let four = try layout([
      "rope_parameters": nil, "rope_theta": 10000,
      "rope_scaling": [
        "type": "llama3", "factor": 8, "low_freq_factor": 1, "high_freq_factor": 4,
        "original_max_position_embeddings": 64,
      ],
    ])
    #expect(four == five)
    #expect(
      five.rope
        == RotaryEmbedding(
          theta: 10000,
          scaling: .llama3(
            factor: 8, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalContext: 64)))
  }

  @Test func absentValuesAreTransformersDefaults() throws {
    let plain = try layout([
      "rope_parameters": nil, "num_key_value_heads": nil, "head_dim": nil, "rms_norm_eps": nil,
      "tie_word_embeddings": nil, "attention_bias": nil,
    ])
    #expect(plain.rope == RotaryEmbedding(theta: 10000))
    #expect(plain.keyValueHeadCount == 4)
    #expect(plain.headDimension == 8)
    #expect(plain.normEpsilon == 1e-6)
    #expect(!plain.tiedOutput && !plain.queryKeyValueBias && !plain.outputBias)
    #expect(plain.slidingWindow == nil)
  }

  @Test func linearScalingIsRead() throws {
    let scaled = try layout([
      "rope_parameters": ["rope_type": "linear", "factor": 2.5, "rope_theta": 500]
    ])
    #expect(scaled.rope == RotaryEmbedding(theta: 500, scaling: .linear(factor: 2.5)))
  }

  @Test func headDimensionNeedNotDivide() throws {
    let odd = try layout(["head_dim": 20])
    #expect(odd.queryWidth == 80 && odd.keyValueWidth == 40)
    #expect(odd.adaptableLinears[3].inputs == 80 && odd.adaptableLinears[3].outputs == 32)
  }

  @Test func mistralWindowIsOnUnlessNull() throws {
    let common: [String: Any?] = ["model_type": "mistral", "attention_bias": nil]
    #expect(try layout(common).slidingWindow == 4096)
    #expect(try layout(common.merging(["sliding_window": 12]) { $1 }).slidingWindow == 12)
    let off = try ModelFolder("tiny-llama")
    try off.edit(common)
    let text = try String(contentsOfFile: off.path + "/config.json", encoding: .utf8)
    try off.write("{\"sliding_window\":null," + text.dropFirst(), to: "config.json")
    #expect(try BaseModel.open(path: off.path).layout.slidingWindow == nil)
  }

  @Test func qwen2HasBiasesOnQueryKeyAndValueAlone() throws {
    let plain = try layout([:], of: "tiny-qwen2")
    #expect(plain.queryKeyValueBias && !plain.outputBias && !plain.mlpBias)
    #expect(plain.slidingWindow == nil)
    let names = plain.tensorShapes.map(\.name)
    #expect(names.contains("model.layers.0.self_attn.q_proj.bias"))
    #expect(!names.contains("model.layers.0.self_attn.o_proj.bias"))
  }

  @Test func qwen2WindowCountsOnlyWhenUsedByAllLayers() throws {
    let used: [String: Any?] = [
      "use_sliding_window": true, "sliding_window": 9, "layer_types": nil,
    ]
    #expect(try layout(used, of: "tiny-qwen2").slidingWindow == nil)
    let all = used.merging(["max_window_layers": 0]) { $1 }
    #expect(try layout(all, of: "tiny-qwen2").slidingWindow == 9)
    let mixed = used.merging(["num_hidden_layers": 2, "max_window_layers": 1]) { $1 }
    #expect(throws: FamilyError.self) { try layout(mixed, of: "tiny-qwen2") }
  }

  /// Changes of `config.json`, as JSON text, and the words of the refusal.
  @Test(arguments: [
    ("hidden_act", "\"gelu\"", "'hidden_act' other than \"silu\""),
    ("attention_dropout", "0.1", "'attention_dropout'"),
    ("rope_parameters", #"{"rope_type":"yarn","factor":2}"#, "'yarn'"),
    ("rope_parameters", #"{"rope_type":"llama3"}"#, "'factor'"),
    ("rope_parameters", #"{"rope_type":"default","partial_rotary_factor":0.5}"#, "partial"),
    ("rope_parameters", "3", "'rope_parameters' is no object"),
    ("partial_rotary_factor", "0.5", "'partial_rotary_factor'"),
    ("quantization_config", #"{"bits":4}"#, "quantised for another program"),
    ("hidden_size", "null", "'hidden_size' is missing"),
    ("hidden_size", "0", "at least 1"),
    ("hidden_size", "\"x\"", "'hidden_size'"),
    ("vocab_size", "1e30", "'vocab_size'"),
    ("num_key_value_heads", "3", "cannot share"),
    ("head_dim", "7", "odd head dimension"),
    ("rms_norm_eps", "-1", "above 0"),
    ("tie_word_embeddings", "1", "neither true nor false"),
    ("eos_token_id", "[1,\"a\"]", "token id"),
  ])
  func unsupportedValueIsRefused(key: String, value: String, words: String) throws {
    let folder = try ModelFolder("tiny-llama")
    try folder.edit([key: nil])
    let text = try String(contentsOfFile: folder.path + "/config.json", encoding: .utf8)
    try folder.write("{\"\(key)\":\(value)," + text.dropFirst(), to: "config.json")
    let error = #expect(throws: FamilyError.self) { try BaseModel.open(path: folder.path) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test(arguments: ["", "[]", "{", "{\"a\":1,\"a\":2}"])
  func brokenConfigIsRefused(text: String) throws {
    let folder = try ModelFolder("tiny-llama")
    try folder.write(text, to: "config.json")
    #expect(throws: FamilyError.self) { try BaseModel.open(path: folder.path) }
  }
}
