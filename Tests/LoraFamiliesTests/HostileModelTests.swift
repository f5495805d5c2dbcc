import Foundation
import LoraFamilies
import LoraWeights
import Testing

/// Descriptions that no file bears out, refused before memory is taken for them.
struct HostileModelTests {
  private func words(_ changes: [String: Any?], of name: String = "tiny-llama") throws -> String {
    let folder = try ModelFolder(name)
    try folder.edit(changes)
    return try #require(throws: FamilyError.self) {
      try BaseModel.open(path: folder.path).check()
    }.description
  }

  @Test(arguments: ["tiny-llama", "tiny-qwen2"])
  func layersAreHeldAgainstTheTensors(name: String) throws {
    let layers: [String: Any?] = [
      "num_hidden_layers": 1_000_000_000, "use_sliding_window": true, "layer_types": nil,
    ]
    #expect(try words(layers, of: name).contains("describes 1000000000 layers"))
  }

  @Test(arguments: [
    (["num_attention_heads": 1_000_000_000, "num_key_value_heads": 1, "head_dim": 2], "shape"),
    (
      ["num_attention_heads": 1 << 31, "num_key_value_heads": 1 << 31, "head_dim": 1 << 31], "shape"
    ),
    (["vocab_size": 1_000_000_000], "shape"), (["hidden_size": 1_000_000_000], "shape"),
    (["intermediate_size": 1 << 40], "more than"),
  ])
  func sizesAreHeldAgainstTheShapes(changes: [String: Int], words: String) throws {
    #expect(try self.words(changes.mapValues { $0 }).contains(words))
  }

  @Test(arguments: [
    ("rms_norm_eps", 1e300), ("rms_norm_eps", 1e-300), ("rope_theta", 1e300),
    ("rope_theta", 1e-30),
  ])
  func numbersThatNoFloatHoldsAreRefused(key: String, value: Double) throws {
    let changes = ["rope_parameters": nil, key: value]
    #expect(try words(changes).contains("'\(key)' is \(value)"))
  }

  @Test func aLongNameIsQuotedInFewWords() throws {
    let words = try words(["model_type": String(repeating: "\u{1B}[2J", count: 500_000)])
    #expect(words.utf8.count < 3000)
    #expect(!words.unicodeScalars.contains("\u{1B}"))
    #expect(words.contains("is not supported; known: llama"))
  }

  @Test(arguments: ["config.json", "generation_config.json", "model.safetensors"])
  func aPipeIsNotWaitedFor(name: String) throws {
    let folder = try ModelFolder("tiny-llama")
    try? folder.remove(name)
    #expect(mkfifo(folder.path + "/" + name, 0o600) == 0)
    #expect(throws: FamilyError.self) { try BaseModel.open(path: folder.path) }
  }
}
