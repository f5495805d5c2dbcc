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

  @Test(arguments: ["model.layers.0.self_attn.q_proj.weight", "", "lora_x", "base_model.model.x"])
  func otherNamesAreNone(name: String) { #expect(AdapterKey(name) == nil) }
}

struct AdapterFolderTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  static let config = AdapterConfig(
    rank: 2, alpha: 4, dropout: 0.1, targets: .names(["v_proj", "q_proj"]), baseModel: "base")

  static let pair = AdapterPair(
    modulePath: "model.layers.0.self_attn.q_proj",
    a: StoredTensor(name: "x", shape: [2, 3], floats: [1, 2, 3, 4, 5, 6]),
    b: StoredTensor(name: "y", shape: [1, 2], floats: [7, 8]))

  @Test func writtenFolderIsReadBack() throws {
    try AdapterFolder(config: Self.config, pairs: [Self.pair]).write(to: folder.path)
    let read = try AdapterFolder(path: folder.path)
    var expected = Self.config
    expected.targets = .names(["q_proj", "v_proj"])
    #expect(read.config == expected)
    #expect(read.pairs.map(\.modulePath) == [Self.pair.modulePath])
    #expect(read.pairs[0].a.floats() == Self.pair.a.floats())
    #expect(read.pairs[0].b.floats() == Self.pair.b.floats())
    #expect(
      read.pairs[0].b.name
        == "base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight")
  }

  @Test func scaleFollowsPEFT() {
    var config = Self.config
    #expect(config.scale == 2)
    config.rankStabilized = true
    #expect(config.scale == 4 / 2.0.squareRoot())
  }

  @Test(arguments: [
    (#""peft_type":"IA3""#, "not a LoRA"), (#""use_dora":true"#, "'use_dora'"),
    (#""bias":"all""#, "bias: all"), (#""rank_pattern":{"a":1}"#, "'rank_pattern'"),
    (#""modules_to_save":["lm_head"]"#, "'modules_to_save'"), (#""r":0"#, "'r'"),
    (#""lora_alpha":"x""#, "'lora_alpha'"), (#""target_modules":null"#, "'target_modules'"),
    ("", "not JSON"),
  ])
  func settingThatIsNotKnownIsRefused(member: String, words: String) throws {
    let name = member.split(separator: ":").first.map(String.init) ?? ""
    var members = [
      #""peft_type":"LORA""#, #""r":2"#, #""lora_alpha":2"#, #""target_modules":["q_proj"]"#,
    ].filter { !$0.hasPrefix(name) || name.isEmpty }
    members.append(member)
    let path = try folder.file(
      AdapterFolder.configName, "{\(members.joined(separator: ","))}".utf8)
    let error = #expect(throws: WeightsError.self) { try AdapterFolder(path: folder.path) }
    #expect(error?.path == path)
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  private func refusal(_ tensors: [StoredTensor]) throws -> String {
    try AdapterFolder(config: Self.config, pairs: [Self.pair]).write(to: folder.path)
    try SafetensorsWriter.write(
      tensors, to: folder.path + "/" + AdapterFolder.weightsName)
    let error = #expect(throws: WeightsError.self) { try AdapterFolder(path: folder.path) }
    return error?.description ?? ""
  }

  @Test func tensorsThatFormNoAdapterAreRefused() throws {
    let a = "base_model.model.m.lora_A.weight"
    let b = "base_model.model.m.lora_B.weight"
    func tensor(_ name: String, _ shape: [Int], _ value: Float = 1) -> StoredTensor {
      StoredTensor(
        name: name, shape: shape, floats: Array(repeating: value, count: shape.reduce(1, *)))
    }
    #expect(try refusal([]).contains("no pair"))
    #expect(try refusal([tensor(a, [2, 3])]).contains("no pair"))
    #expect(
      try refusal([tensor(a, [2, 3]), tensor(b, [4, 2]), tensor("x", [1])]).contains("'x'"))
    #expect(
      try refusal([tensor(a, [3, 3]), tensor(b, [4, 3])]).contains("[3, 3], expected [2, 3]"))
    #expect(
      try refusal([tensor(a, [2, 3]), tensor(b, [4, 3])]).contains("[4, 3], expected [4, 2]"))
    #expect(try refusal([tensor(a, [2, 3]), tensor(b, [4, 2], .nan)]).contains("not finite"))
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
