import Foundation
import LoraFamilies
import LoraJSON
import LoraProcess
import LoraWeights
import TestSupport

/// A folder in which the built `lora-train` is run as a user, or `git lora run`, runs it.
struct LoraTrainBench {
  let folder: TemporaryFolder
  var path: String { folder.path }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("data.jsonl", Self.tokenLines)
  }

  static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().path
  static let llama = tests + "/LoraFamiliesTests/Fixtures/tiny-llama"

  /// Runs `lora-train` in the folder; never throws for an exit status.
  func run(_ arguments: [String], input: String = "", variables: [String: String] = [:]) throws
    -> Output
  {
    var command = command(arguments, variables)
    command.input = .bytes(Array(input.utf8))
    return try command.run()
  }

  func command(_ arguments: [String], _ variables: [String: String] = [:]) -> Command {
    Command(
      Products.folder + "/lora-train", arguments,
      environment: Workshop.environment.merging(variables) { $1 }, folder: path)
  }

  /// Writes `config.yaml` with the given lines beside the usual ones, and trains.
  func train(_ settings: [String: String] = [:], variables: [String: String] = [:]) throws
    -> Output
  {
    try folder.write("config.yaml", Self.config(settings))
    return try run(["--config", "config.yaml"], variables: variables)
  }

  static func config(_ settings: [String: String]) -> String {
    let usual = [
      "task_type": "text-generation", "base_model": "'\(llama)'", "train_data_dir": "data.jsonl",
      "output_dir": "out", "lora_rank": "4", "learning_rate": "1e-2", "batch_size": "2",
      "epochs": "2", "seed": "7",
    ]
    return usual.merging(settings) { $1 }.filter { !$0.value.isEmpty }
      .map { "\($0.key): \($0.value)\n" }.sorted().joined()
  }

  /// Five examples of ids below 64, of different lengths, prompts left out of the loss.
  static let tokenLines = """
    {"input_ids": [1, 5, 9, 13, 2], "labels": [-100, -100, 9, 13, 2]}
    {"input_ids": [1, 40, 41, 42, 43, 44, 2], "labels": [-100, 40, 41, 42, 43, 44, 2]}
    {"input_ids": [1, 63, 2], "labels": [-100, -100, 2]}
    {"input_ids": [1, 7, 7, 7], "labels": [-100, -100, 7, 7]}
    {"input_ids": [1, 20, 21, 22, 23, 24, 25, 26], "labels": [-100, 20, 21, 22, 23, 24, 25, 26]}

    """

  func adapter(_ name: String = "out") throws -> SafetensorsFile {
    try SafetensorsFile(path: "\(path)/\(name)/adapter_model.safetensors")
  }

  /// The lines of a journal.
  func events(_ name: String) throws -> [JSONValue] {
    try String(decoding: folder.read(name), as: UTF8.self).split(separator: "\n")
      .map { try JSONValue(parsing: String($0)) }
  }

  /// Whether a journal that is still being written tells of a step.
  func hasStep(_ name: String) throws -> Bool {
    guard exists(name) else { return false }
    return String(decoding: try folder.read(name), as: UTF8.self).contains("\"type\":\"step\"")
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(name)")
  }

  /// A text model that says one token for ever, whatever it is given. Its EOS is the token 0, and its
  /// output matrix is one of its own beside `tie_word_embeddings: true`.
  func makeModel(saying token: Int) throws -> String {
    let model = try makeTextModel()
    for name in ["config.json", "tokenizer_config.json"] {
      let text = String(decoding: try folder.read("model/" + name), as: UTF8.self)
      try folder.write(
        "model/" + name,
        text.replacingOccurrences(of: #""eos_token_id": 2"#, with: #""eos_token_id": 0"#)
          .replacingOccurrences(
            of: #""eos_token": "<|im_end|>""#, with: #""eos_token": "<|endoftext|>""#))
    }
    let layout = try BaseModel.open(path: model).layout
    let shapes =
      layout.tensorShapes + [
        ("lm_head.weight", [layout.vocabularySize, layout.hiddenSize])
      ]
    let tensors = shapes.map { name, shape in
      let count = shape.reduce(1, *)
      var floats = [Float](
        repeating: shape.count == 1 || name.contains("embed_tokens") ? 1 : 0, count: count)
      if name == "lm_head.weight" {
        let row = token * layout.hiddenSize
        for column in 0..<layout.hiddenSize { floats[row + column] = 1 }
      }
      return StoredTensor(name: name, shape: shape, floats: floats)
    }
    try SafetensorsWriter.write(tensors, to: model + "/model.safetensors")
    return model
  }

  /// A model folder with a tokenizer of 1,500 tokens and random weights; gives its path.
  func makeTextModel() throws -> String {
    let tokenizer = Self.tests + "/LoraTextTests/Fixtures/smollm"
    for name in ["tokenizer.json", "tokenizer_config.json"] {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: tokenizer + "/" + name))
      try folder.write("model/" + name, bytes: [UInt8](bytes))
    }
    try folder.write(
      "model/config.json",
      """
      {"model_type": "llama", "hidden_size": 16, "intermediate_size": 24, "num_hidden_layers": 1,
       "num_attention_heads": 2, "vocab_size": 1536, "max_position_embeddings": 128,
       "rms_norm_eps": 1e-5, "bos_token_id": 1, "eos_token_id": 2, "tie_word_embeddings": true}
      """)
    let model = path + "/model"
    try SafetensorsWriter.write([], to: model + "/model.safetensors")
    var state: UInt64 = 1
    let tensors = try BaseModel.open(path: model).layout.tensorShapes.map { name, shape in
      StoredTensor(
        name: name, shape: shape,
        floats: (0..<shape.reduce(1, *)).map { _ in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return Float(Int64(bitPattern: state) >> 40) * 0x1p-24
        })
    }
    try SafetensorsWriter.write(tensors, to: model + "/model.safetensors")
    return model
  }
}
