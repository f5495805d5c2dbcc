import CLoraKernels
import Foundation
import LoraFamilies
import LoraWeights
import Testing

struct BaseModelTests {
  /// A folder and the GGUF files made of it hold the same model, number by number.
  @Test(arguments: [
    ("tiny-llama", "tiny-llama.gguf"), ("tiny-llama", "tiny-llama-q8_0.gguf"),
    ("tiny-qwen2", "tiny-qwen2.gguf"),
  ])
  func ggufHoldsTheFoldersModel(folder: String, file: String) throws {
    let original = try BaseModel.open(path: fixture(folder))
    let converted = try BaseModel.open(path: fixture(file))
    try original.check()
    try converted.check()
    #expect(converted.architecture == original.architecture)
    #expect(converted.files == [fixture(file)])
    #expect(original.layout.tensorShapes.count >= 14)
    for (name, shape) in original.layout.tensorShapes {
      let (a, b) = (try original.tensor(name), try converted.tensor(name))
      #expect(a.shape == shape && b.shape == shape, "\(name)")
      #expect(numbers(a) == numbers(b), "\(name)")
      #expect(b.name == name)
    }
    var layout = converted.layout
    if case .factors(let factors) = layout.rope.scaling {
      #expect(factors.count == layout.headDimension / 2)
      layout.rope.scaling = original.layout.rope.scaling
    }
    layout.normEpsilon = original.layout.normEpsilon
    #expect(layout == original.layout)
    #expect(converted.layout.normEpsilon == original.layout.normEpsilon)
  }

  private func numbers(_ tensor: StoredTensor) -> [Float] {
    guard tensor.elementType == .q8_0 else { return tensor.floats() }
    var floats = [Float](repeating: 0, count: tensor.elementCount)
    tensor.withBytes { lora_widen_q8_0(LORA_PLAIN, $0.baseAddress, floats.count / 32, &floats) }
    return floats
  }

  /// No converter writes norms or biases in blocks.
  @Test func vectorsOfBlocksAreRefused() throws {
    var bytes = Array(try Data(contentsOf: URL(filePath: fixture("tiny-llama-q8_0.gguf"))))
    let name = Array("output_norm.weight".utf8)
    let at = try #require(
      bytes.indices.dropLast(64).first { bytes[$0..<$0 + name.count].elementsEqual(name) })
    // Behind the name: how many dimensions (4 bytes), their sizes (8 each), the type.
    let type = at + name.count + 4 + 8
    #expect(bytes[type] == 0, "the norm is F32")
    bytes[type] = 8
    let folder = try ModelFolder("tiny-llama")
    try Data(bytes).write(to: URL(filePath: folder.path + "/x.gguf"))
    let error = #expect(throws: FamilyError.self) {
      try BaseModel.open(path: folder.path + "/x.gguf").check()
    }
    #expect(error?.description.contains("model.norm.weight") == true)
    #expect(error?.description.contains("Q8_0") == true)
  }

  @Test func quantisedRowsKeepTheirType() throws {
    let model = try BaseModel.open(path: fixture("tiny-llama-q8_0.gguf"))
    #expect(try model.tensor("model.layers.0.self_attn.q_proj.weight").elementType == .q8_0)
  }

  @Test func llamaRopeFactorsMatchTheFormula() throws {
    let layout = try BaseModel.open(path: fixture("tiny-llama.gguf")).layout
    guard case .factors(let factors) = layout.rope.scaling else {
      Issue.record("no factors")
      return
    }
    // Head dimension 8, theta 10⁴: waves of 2π·1, 2π·10, 2π·100, 2π·1000 in a context of 64.
    #expect(factors.first == 1 && factors.last == 8)
  }

  @Test func shardsAreOneModel() throws {
    let folder = try ModelFolder("tiny-llama")
    let whole = try BaseModel.open(path: fixture("tiny-llama"))
    var map: [String: String] = [:]
    var shards: [[StoredTensor]] = [[], []]
    for (index, (name, _)) in whole.layout.tensorShapes.enumerated() {
      shards[index % 2].append(try whole.tensor(name))
      map[name] = "model-0000\(index % 2 + 1)-of-00002.safetensors"
    }
    for index in 0..<2 {
      try SafetensorsWriter.write(
        shards[index], to: folder.path + "/model-0000\(index + 1)-of-00002.safetensors")
    }
    try folder.remove("model.safetensors")
    let data = try JSONSerialization.data(withJSONObject: ["weight_map": map])
    try folder.write(
      String(decoding: data, as: UTF8.self), to: "model.safetensors.index.json")
    let model = try BaseModel.open(path: folder.path)
    try model.check()
    #expect(model.files.count == 5)
    #expect(
      try model.tensor("model.norm.weight").floats() == whole.tensor("model.norm.weight").floats())
    try folder.remove("model-00002-of-00002.safetensors")
    #expect(throws: FamilyError.self) { try BaseModel.open(path: folder.path) }
  }

  /// What the index says counts, should a second shard hold a tensor of the same name.
  @Test func theIndexSaysWhichShardCounts() throws {
    let folder = try ModelFolder("tiny-llama")
    let whole = try BaseModel.open(path: fixture("tiny-llama"))
    let tensors = try whole.layout.tensorShapes.map { try whole.tensor($0.name) }
    let norm = "model.norm.weight"
    let other = StoredTensor(name: norm, shape: [32], floats: Array(repeating: 7, count: 32))
    try SafetensorsWriter.write(tensors, to: folder.path + "/a.safetensors")
    try SafetensorsWriter.write([other], to: folder.path + "/b.safetensors")
    try folder.remove("model.safetensors")
    func open(_ map: [String: String]) throws -> BaseModel {
      let data = try JSONSerialization.data(withJSONObject: ["weight_map": map])
      try folder.write(String(decoding: data, as: UTF8.self), to: "model.safetensors.index.json")
      return try BaseModel.open(path: folder.path)
    }
    var map = Dictionary(uniqueKeysWithValues: tensors.map { ($0.name, "a.safetensors") })
    #expect(try open(map).tensor(norm).floats() == whole.tensor(norm).floats())
    map[norm] = "b.safetensors"
    let model = try open(map)
    try model.check()
    #expect(try model.tensor(norm).floats() == other.floats())
    map["model.embed_tokens.weight"] = "b.safetensors"
    let error = #expect(throws: FamilyError.self) { try open(map) }
    #expect(error?.description.contains("b.safetensors holds 'model.embed_tokens.weight'") == true)
  }

  /// As transformers 5 reads such a folder: it warns of the description and ties nothing.
  @Test func anOutputMatrixOfItsOwnIsUsedWhateverTheDescriptionSays() throws {
    let folder = try ModelFolder("tiny-llama")
    let whole = try BaseModel.open(path: fixture("tiny-llama"))
    let (rows, columns) = (whole.layout.vocabularySize, whole.layout.hiddenSize)
    let head = StoredTensor(
      name: "lm_head.weight", shape: [rows, columns],
      floats: (0..<rows * columns).map { Float($0 % 5) })
    let tensors = try whole.layout.tensorShapes.filter { $0.name != head.name }
      .map { try whole.tensor($0.name) }
    let path = folder.path + "/model.safetensors"
    try SafetensorsWriter.write(tensors + [head], to: path)
    try folder.edit(["tie_word_embeddings": true])
    let own = try BaseModel.open(path: folder.path)
    try own.check()
    #expect(!own.layout.tiedOutput)
    #expect(try own.tensor(head.name).floats() == head.floats())
    try SafetensorsWriter.write(tensors, to: path)
    #expect(try BaseModel.open(path: folder.path).layout.tiedOutput)
  }

  @Test(arguments: [
    #"{"weight_map":{}}"#, #"{}"#, #"{"weight_map":{"a":"../x.safetensors"}}"#,
    #"{"weight_map":{"a":1}}"#, "nonsense",
  ])
  func brokenIndexIsRefused(index: String) throws {
    let folder = try ModelFolder("tiny-llama")
    try folder.remove("model.safetensors")
    try folder.write(index, to: "model.safetensors.index.json")
    #expect(throws: FamilyError.self) { try BaseModel.open(path: folder.path) }
  }

  @Test func missingAndMisshapenTensorsAreNamed() throws {
    let folder = try ModelFolder("tiny-llama")
    try folder.edit(["num_hidden_layers": 3])
    let missing = #expect(throws: FamilyError.self) {
      try BaseModel.open(path: folder.path).check()
    }
    #expect(missing?.description.contains("model.layers.2.") == true)
    try folder.edit(["num_hidden_layers": 2, "intermediate_size": 65])
    let misshapen = #expect(throws: FamilyError.self) {
      try BaseModel.open(path: folder.path).check()
    }
    #expect(misshapen?.description.contains("[64, 32], expected [65, 32]") == true)
  }

  @Test func integersAreNoWeights() throws {
    let folder = try ModelFolder("tiny-qwen2")
    let model = try BaseModel.open(path: folder.path)
    let tensors = try model.layout.tensorShapes.map { name, shape in
      name == "model.norm.weight"
        ? StoredTensor(
          name: name, elementType: .i8, shape: shape, bytes: [UInt8](repeating: 1, count: shape[0]))
        : try model.tensor(name)
    }
    try SafetensorsWriter.write(tensors, to: folder.path + "/model.safetensors")
    let error = #expect(throws: FamilyError.self) { try BaseModel.open(path: folder.path).check() }
    #expect(error?.description.contains("I8") == true)
  }

  @Test func generationConfigGivesTheEndTokens() throws {
    let folder = try ModelFolder("tiny-llama")
    try folder.edit(["eos_token_id": 5])
    try folder.write("{}", to: "generation_config.json")
    #expect(try BaseModel.open(path: folder.path).layout.endTokens == [5])
    try folder.write(#"{"eos_token_id": [7, 8]}"#, to: "generation_config.json")
    #expect(try BaseModel.open(path: folder.path).layout.endTokens == [7, 8])
  }
}
