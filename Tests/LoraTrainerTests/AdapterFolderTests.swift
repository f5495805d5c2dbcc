import Foundation
import LoraFamilies
import LoraJSON
import LoraTensor
import LoraTrainer
import LoraWeights
import Testing

@Suite struct AdapterFolderTests {
  private let temporary: TemporaryFolder
  private let base: BaseModel

  init() throws {
    temporary = try TemporaryFolder()
    base = try SmallTraining().base
  }

  private func options(rank: Int = 4, targets: [String] = ["q_proj", "v_proj"]) -> TrainingOptions {
    var options = TrainingOptions()
    options.rank = rank
    options.alpha = 6
    options.dropout = 0.1
    options.useRSLoRA = true
    options.targetModules = .names(targets)
    return options
  }

  private func written() throws -> (AdapterSet, AdapterFolder) {
    let adapters = try AdapterPlacement(options(), in: base).adapters(options())
    for adapter in adapters.adapters { adapter.up.set(Array(adapter.up.values).map { $0 + 0.5 }) }
    try AdapterFolder.write(adapters, options(), base: "models/x \"1\"", to: temporary.path)
    return (adapters, try AdapterFolder(path: temporary.path))
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let (adapters, folder) = try written()
    #expect(
      folder.config == AdapterConfig(rank: 4, alpha: 6, useRSLoRA: true, dropout: 0.1))
    #expect(folder.config.scale == 3)
    let read = try folder.adapters(on: base)
    #expect(read.adapters.map(\.path) == adapters.adapters.map(\.path))
    #expect(
      read.parameters.map { Array($0.values) } == adapters.parameters.map { Array($0.values) })
    let names = folder.weights.names
    #expect(names.count == 8)
    #expect(names[0] == "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight")
  }

  @Test func configHasWhatPEFTReads() throws {
    _ = try written()
    let data = try Data(contentsOf: URL(filePath: temporary.path + "/adapter_config.json"))
    let json = try JSONValue(parsing: String(decoding: data, as: UTF8.self))
    #expect(json["peft_type"]?.string == "LORA")
    #expect(json["task_type"]?.string == "CAUSAL_LM")
    #expect(json["base_model_name_or_path"]?.string == "models/x \"1\"")
    #expect(json["r"]?.integer == 4)
    #expect(json["lora_alpha"]?.integer == 6)
    #expect(json["lora_dropout"]?.double == 0.1)
    #expect(json["use_rslora"]?.bool == true)
    #expect(json["bias"]?.string == "none")
    #expect(json["target_modules"] == .array([.string("q_proj"), .string("v_proj")]))
  }

  @Test func equalAdaptersAreEqualBytes() throws {
    _ = try written()
    let file = URL(filePath: temporary.path + "/adapter_model.safetensors")
    let first = try Data(contentsOf: file)
    _ = try written()
    #expect(try Data(contentsOf: file) == first)
  }

  @Test func fillsAdaptersOfTheSameShapeOnly() throws {
    let (adapters, folder) = try written()
    let same = try AdapterPlacement(options(), in: base).adapters(options())
    try folder.fill(same)
    #expect(
      same.parameters.map { Array($0.values) } == adapters.parameters.map { Array($0.values) })
    for wrong in [
      options(rank: 3), options(targets: ["q_proj"]),
      options(targets: ["q_proj", "v_proj", "k_proj"]),
    ] {
      let other = try AdapterPlacement(wrong, in: base).adapters(wrong)
      #expect(throws: AdapterError.self) { try folder.fill(other) }
    }
  }

  @Test(arguments: [
    ("\"LORA\"", "\"IA3\""), ("\"r\" : 4", "\"r\" : 0"),
    ("\"bias\" : \"none\"", "\"bias\" : \"all\""),
    ("\"bias\"", "\"use_dora\" : true, \"bias\""),
    ("\"bias\"", "\"rank_pattern\" : {\"q_proj\": 2}, \"bias\""), ("{", "["),
    ("\"lora_alpha\" : 6", "\"lora_alpha\" : \"6\""),
    ("\"lora_alpha\" : 6", "\"lora_alpha\" : 1e300"),
    ("\"lora_dropout\" : 0.1", "\"lora_dropout\" : \"0.1\""),
    ("\"lora_dropout\" : 0.1", "\"lora_dropout\" : 2"),
    ("\"use_rslora\" : true", "\"use_rslora\" : \"true\""),
    ("\"r\" : 4", "\"r\" : 4.5"), ("\"r\" : 4", "\"r\" : \"4\""),
    ("\"bias\" : \"none\"", "\"bias\" : 0"),
    ("\"bias\"", "\"rank_pattern\" : [1], \"bias\""),
    ("\"bias\"", "\"use_dora\" : \"no\", \"bias\""),
  ])
  func refusesOtherConfigs(found: String, replaced: String) throws {
    _ = try written()
    let path = temporary.path + "/adapter_config.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains(found))
    try text.replacingOccurrences(of: found, with: replaced)
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: AdapterError.self) { try AdapterFolder(path: temporary.path) }
  }

  /// 256 GB, were it believed before the tensors are looked at.
  @Test func aRankIsHeldAgainstTheTensors() throws {
    _ = try written()
    let path = temporary.path + "/adapter_config.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(of: "\"r\" : 4", with: "\"r\" : 1000000000")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let folder = try AdapterFolder(path: temporary.path)
    let error = #expect(throws: AdapterError.self) { try folder.adapters(on: base) }
    #expect(error?.description.contains("expected [1000000000, ") == true)
  }

  @Test(arguments: ["adapter_config.json", "adapter_model.safetensors"])
  func aPipeIsNotWaitedFor(name: String) throws {
    _ = try written()
    try FileManager.default.removeItem(atPath: temporary.path + "/" + name)
    #expect(mkfifo(temporary.path + "/" + name, 0o600) == 0)
    #expect(throws: AdapterError.self) { try AdapterFolder(path: temporary.path) }
  }

  @Test func refusesAnotherModelsAdapter() throws {
    let (_, folder) = try written()
    let other = try BaseModel.open(path: GoldenCases.folder("llama_rope3") + "/model")
    #expect(throws: AdapterError.self) { try folder.adapters(on: other) }
  }

  @Test func refusesNumbersThatAreNotFinite() throws {
    let (adapters, _) = try written()
    adapters.adapters[1].up.values[3] = .nan
    try AdapterFolder.write(adapters, options(), base: "x", to: temporary.path)
    let folder = try AdapterFolder(path: temporary.path)
    #expect(throws: AdapterError.self) { try folder.adapters(on: base) }
  }
}
