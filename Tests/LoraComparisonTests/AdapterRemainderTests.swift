import LoraComparison
import LoraWeights
import TestSupport
import Testing

/// What stands beside low-rank factors, in the names that PEFT gives it.
@Suite struct AdapterRemainderTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func adapter(_ name: String, _ tensors: [(String, [Int], [Float])]) throws
    -> AdapterUpdates
  {
    let path = folder.path + "/" + name
    let stored = tensors.map { StoredTensor(name: $0.0, shape: $0.1, floats: $0.2) }
    try SafetensorsWriter.write(stored, to: path)
    return try AdapterUpdates(paths: [path], config: Array(#"{"lora_alpha": 2, "r": 1}"#.utf8))
  }

  private static let embedding = "base_model.model.model.embed_tokens.lora_embedding_"

  @Test func embeddingsAreComparedAsLinearsAre() throws {
    let a = try adapter(
      "a", [(Self.embedding + "A", [1, 3], [3, 0, 4]), (Self.embedding + "B", [2, 1], [1, 0])])
    let b = try adapter(
      "b", [(Self.embedding + "A", [1, 3], [0, 5, 0]), (Self.embedding + "B", [2, 1], [1, 0])])
    let found = WeightComparison.modules(a, b)
    #expect(found.map(\.module) == ["model.embed_tokens"])
    #expect(found[0].normA == 10 && found[0].normB == 10 && found[0].cosine == 0)
    #expect(AdapterRemainder(a, b).notes == [])
  }

  @Test func whatIsSavedWholeIsComparedByItsDifference() throws {
    let head = "base_model.model.lm_head.weight"
    let large = (0..<70_000).map { Float($0 % 7) }
    let a = try adapter(
      "a", [(head, [2, 2], [1, 2, 2, 4]), ("base_model.model.s.weight", [35_000, 2], large)])
    let b = try adapter(
      "b",
      [
        (head, [2, 2], [1, 2, 2, 0]),
        ("base_model.model.s.weight", [35_000, 2], large.map { -$0 }),
      ])
    let saved = AdapterRemainder(a, b).saved
    #expect(saved.map(\.module) == ["s", "lm_head"])
    #expect(saved[1].normA == 5 && saved[1].normB == 3 && saved[1].difference == 4)
    #expect(abs(saved[0].difference / saved[0].normA - 2) < 1e-6)
    #expect(AdapterRemainder(a, b).notes == [])
  }

  /// Taken for absent, it would count as the rank in silence.
  @Test(arguments: [
    #"{"lora_alpha": "2"}"#, #"{"use_rslora": 1}"#, "{", #"{"alpha_pattern": {"(": 1}}"#,
    #"{"alpha_pattern": {"q": "1"}}"#, #"{"alpha_pattern": 3}"#,
  ])
  func aBrokenDescriptionIsAnError(config: String) throws {
    let path = folder.path + "/x"
    try SafetensorsWriter.write(
      [StoredTensor(name: Self.embedding + "A", shape: [1, 1], floats: [1])], to: path)
    let error = try #require(throws: WeightsError.self) {
      try AdapterUpdates(paths: [path], config: Array(config.utf8))
    }
    #expect(error.description.contains("the adapter's description"))
  }

  /// The Gram matrix of such a rank would take 320 GB.
  @Test func aRankWithoutMeasureIsNoFactor() throws {
    let flat = [Float](repeating: 1, count: 200_000)
    let updates = try adapter(
      "wide",
      [(Self.embedding + "A", [200_000, 1], flat), (Self.embedding + "B", [1, 200_000], flat)])
    #expect(updates.update(of: "model.embed_tokens") == nil)
    #expect(AdapterRemainder(updates, updates).notes.count == 2)
  }

  @Test func theBaseModelsOwnIsNoDifference() throws {
    let tensors: [(String, [Int], [Float])] = [
      ("base_model.model.model.embed_tokens.base_layer.weight", [1, 2], [1, 2]),
      ("base_model.model.q.base_layer.bias", [2], [1, 2]),
    ]
    var trained = tensors
    trained[1].2 = [1, 3]
    let found = AdapterRemainder(try adapter("a", tensors), try adapter("b", trained))
    #expect(found.saved.map(\.module) == ["q.base_layer.bias"])
    #expect(found.notes == [])
  }

  @Test func trainedTokensAreNotTakenForTheSame() throws {
    let rows = (
      "base_model.model.embed_tokens.token_adapter.trainable_tokens_delta", [1, 2], [Float(1), 2]
    )
    let found = AdapterRemainder(try adapter("a", [rows]), try adapter("b", [rows]))
    #expect(found.saved == [] && found.notes.count == 2)
  }

  @Test func whatIsNotComparedIsNamed() throws {
    let a = try adapter(
      "a",
      [
        ("base_model.model.q.lora_magnitude_vector", [2], [1, 1]),
        ("base_model.model.q.lora_B.bias", [2], [1, 1]),
        ("base_model.model.head.weight", [2], [1, 1]), ("base_model.model.n.bias", [2], [1, 1]),
        ("base_model.model.m.lora_A.weight", [2, 1], [1, 1]),
        ("base_model.model.m.lora_B.weight", [1, 3], [1, 1, 1]),
      ])
    let b = try adapter("b", [("base_model.model.n.bias", [1, 2], [1, 1])])
    let notes = AdapterRemainder(a, b).notes
    #expect(notes.count == 5)
    #expect(notes[0].hasPrefix("DoRA magnitudes (modules: 1 in a) are not part of the numbers"))
    #expect(notes[1] == "not compared: n.bias (saved whole, in other shapes)")
    #expect(notes[2] == "not compared: head (saved whole in a only)")
    #expect(notes[3] == "not compared: q.lora_B.bias (not understood in a)")
    #expect(notes[4] == "not compared: m (factors that do not fit each other in a)")
  }
}
