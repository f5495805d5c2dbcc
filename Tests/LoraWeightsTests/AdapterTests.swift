import LoraWeights
import Testing

struct AdapterKeyTests {
  @Test(arguments: [
    (
      "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight",
      AdapterKey(layout: .peft, modulePath: "model.layers.0.self_attn.q_proj", part: .a)
    ),
    (
      "base_model.model.model.layers.0.mlp.up_proj.lora_B.default.weight",
      AdapterKey(layout: .peft, modulePath: "model.layers.0.mlp.up_proj", part: .b)
    ),
    (
      "base_model.model.model.layers.0.mlp.up_proj.lora_magnitude_vector",
      AdapterKey(
        layout: .peft, modulePath: "model.layers.0.mlp.up_proj",
        part: .other("lora_magnitude_vector"))
    ),
    (
      "base_model.model.model.embed_tokens.lora_embedding_A",
      AdapterKey(layout: .peft, modulePath: "model.embed_tokens", part: .a)
    ),
    (
      "base_model.model.model.embed_tokens.lora_embedding_B.default",
      AdapterKey(layout: .peft, modulePath: "model.embed_tokens", part: .b)
    ),
    (
      "unet.down_blocks.0.attn1.to_out.0.lora.up.weight",
      AdapterKey(layout: .diffusers, modulePath: "unet.down_blocks.0.attn1.to_out.0", part: .b)
    ),
    (
      "transformer.x.lora_A.weight",
      AdapterKey(layout: .diffusers, modulePath: "transformer.x", part: .a)
    ),
    (
      "lora_unet_down_blocks_0_attn1_to_q.lora_down.weight",
      AdapterKey(layout: .kohya, modulePath: "lora_unet_down_blocks_0_attn1_to_q", part: .a)
    ),
    (
      "lora_te_text_model_fc1.alpha",
      AdapterKey(layout: .kohya, modulePath: "lora_te_text_model_fc1", part: .alpha)
    ),
  ])
  func nameIsUnderstood(name: String, key: AdapterKey) { #expect(AdapterKey(name) == key) }

  @Test func peftsNamesAreUnderstoodAgain() {
    let path = "model.layers.0.self_attn.q_proj"
    let names = AdapterKey.peftNames(of: path)
    #expect(AdapterKey(names.a) == AdapterKey(layout: .peft, modulePath: path, part: .a))
    #expect(AdapterKey(names.b) == AdapterKey(layout: .peft, modulePath: path, part: .b))
  }

  @Test(arguments: ["model.layers.0.self_attn.q_proj.weight", "", "lora_x", "base_model.model.x"])
  func otherNamesAreNone(name: String) { #expect(AdapterKey(name) == nil) }
}

struct AdapterFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func factorsArePairedByModule() throws {
    let path = folder.path + "/adapter_model.safetensors"
    func tensor(_ name: String, _ shape: [Int]) -> StoredTensor {
      StoredTensor(
        name: name, shape: shape, floats: Array(repeating: 1, count: shape.reduce(1, *)))
    }
    try SafetensorsWriter.write(
      [
        tensor("base_model.model.m.1.lora_B.weight", [5, 2]),
        tensor("base_model.model.m.1.lora_A.weight", [2, 3]),
        tensor("base_model.model.m.0.lora_A.weight", [2, 3]),
        tensor("base_model.model.m.0.lora_B.weight", [4, 2]),
        tensor("base_model.model.alone.lora_A.weight", [2, 3]), tensor("other", [1]),
      ], to: path)
    let adapter = try AdapterFile(path: path)
    #expect(adapter.layout == .peft)
    #expect(adapter.pairs.map(\.modulePath) == ["m.0", "m.1"])
    #expect(adapter.pairs.map(\.rank) == [2, 2])
    #expect(adapter.pairs[1].b.shape == [5, 2])
    #expect(adapter.others.map(\.name) == ["base_model.model.alone.lora_A.weight", "other"])
  }

  @Test func anyonesAdapterIsCheckedForNumbers() throws {
    let path = folder.path + "/kohya.safetensors"
    func write(_ value: Float) throws {
      try SafetensorsWriter.write(
        [StoredTensor(name: "lora_unet_x.lora_down.weight", shape: [2, 1], floats: [1, value])],
        to: path)
    }
    try write(2)
    try AdapterFile.check(path: path)
    #expect(try AdapterFile(path: path).layout == .kohya)
    try write(.infinity)
    let error = #expect(throws: WeightsError.self) { try AdapterFile.check(path: path) }
    #expect(error?.problem == .notFinite(tensor: "lora_unet_x.lora_down.weight"))
    try SafetensorsWriter.write([], to: path)
    #expect(throws: WeightsError.self) { try AdapterFile.check(path: path) }
  }
}
