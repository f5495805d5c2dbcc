import Foundation
import LoraConfig
import LoraYAML
import Testing

/// A working tree in a temporary folder, removed when it goes.
final class Workspace {
  let root: URL

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "lora-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    try write("data/train.jsonl", "{\"text\": \"hello\"}\n")
    try write(".git/HEAD", "ref: refs/heads/main\n")
    try writeModel()
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  func write(_ path: String, _ text: String) throws { try write(path, Data(text.utf8)) }

  func write(_ path: String, _ data: Data) throws {
    let file = root.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(
      at: root.appending(path: path), withIntermediateDirectories: true)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: root.appending(path: path))
  }

  /// A LLaMA of one layer and width 8 at `models/tiny`, weights all zero.
  private func writeModel() throws {
    try write(
      "models/tiny/config.json",
      """
      {"model_type": "llama", "hidden_size": 8, "intermediate_size": 16, "num_hidden_layers": 1,
       "num_attention_heads": 2, "num_key_value_heads": 2, "vocab_size": 32, "rms_norm_eps": 1e-5,
       "max_position_embeddings": 64, "rope_theta": 10000.0, "tie_word_embeddings": true,
       "hidden_act": "silu", "bos_token_id": 1, "eos_token_id": 2}
      """)
    let layer = "model.layers.0."
    var shapes = ["model.embed_tokens.weight": [32, 8], "model.norm.weight": [8]]
    for name in ["input_layernorm", "post_attention_layernorm"] {
      shapes[layer + name + ".weight"] = [8]
    }
    for name in ["q", "k", "v", "o"] { shapes[layer + "self_attn.\(name)_proj.weight"] = [8, 8] }
    for name in ["gate", "up"] { shapes[layer + "mlp.\(name)_proj.weight"] = [16, 8] }
    shapes[layer + "mlp.down_proj.weight"] = [8, 16]
    try write("models/tiny/model.safetensors", Self.safetensors(shapes))
  }

  /// A safetensors file of F32 zeros.
  static func safetensors(_ shapes: [String: [Int]]) -> Data {
    var at = 0
    let entries = shapes.sorted { $0.key < $1.key }.map { name, shape in
      let end = at + 4 * shape.reduce(1, *)
      defer { at = end }
      return "\"\(name)\":{\"dtype\":\"F32\",\"shape\":\(shape),\"data_offsets\":[\(at),\(end)]}"
    }
    let header = Data("{\(entries.joined(separator: ","))}".utf8)
    let length = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) }
    return length + header + Data(count: at)
  }

  static let pointer = """
    version https://git-lfs.github.com/spec/v1
    oid sha256:\(String(repeating: "a", count: 64))
    size 12345

    """

  func check(
    _ lines: String = "", builtIn: Bool = true, examples: Int? = nil, recorded: Set<String> = []
  ) throws -> [Diagnostic] {
    let standard = [
      "task_type: text-generation", "train_data_dir: ./data", "base_model: ./models/tiny",
    ]
    let keys = lines.split(separator: "\n").compactMap { $0.split(separator: ":").first }
    let kept = standard.filter { line in !keys.contains { line.hasPrefix($0 + ":") } }
    let text = (kept + [lines]).joined(separator: "\n") + "\n"
    let (config, diagnostics) = RunConfig.parse(bytes: Array(text.utf8), file: "c.yaml")
    #expect(!diagnostics.hasErrors)
    let top = root.resolvingSymlinksInPath().path()
    let check = ExistenceCheck(
      root: root.path(), gitFolders: [root.path() + "/.git"], isBuiltIn: builtIn,
      isRecorded: {
        recorded.contains(String($0.dropFirst(top.hasSuffix("/") ? top.count : top.count + 1)))
      })
    let read = try #require(config)
    let found = check.problems(of: read, folder: "output/c")
    return (found + (examples.map(read.stepProblems) ?? [])).inFileOrder
  }
}
