import Foundation
import LoraConfig
import LoraYAML
import Testing

/// What one change of a sound workspace must lead to.
struct Situation: CustomTestStringConvertible, Sendable {
  let name: String
  let lines: String
  let prepare: @Sendable (Workspace) throws -> Void
  /// Of the only problem; nil when there is to be none.
  let words: [String]?
  let line: Int?
  var builtIn = true

  init(
    _ name: String, _ lines: String = "", builtIn: Bool = true, line: Int? = nil,
    says words: [String]?, _ prepare: @escaping @Sendable (Workspace) throws -> Void = { _ in }
  ) {
    self.name = name
    self.lines = lines
    self.words = words
    self.line = line
    self.builtIn = builtIn
    self.prepare = prepare
  }

  var testDescription: String { name }

  static let data = [
    Situation("sound", says: nil),
    Situation(
      "no such folder", "train_data_dir: ./dta", line: 3,
      says: ["'train_data_dir'", "does not exist", "did you mean './data'?"]),
    Situation(
      "no such file", "train_data_dir: ./data/trian.jsonl", line: 3,
      says: ["does not exist", "did you mean './data/train.jsonl'?"]),
    Situation(
      "nothing like it", "train_data_dir: nowhere/at/all", line: 3,
      says: ["does not exist", "top of the working tree"]),
    Situation("one file", "train_data_dir: data/train.jsonl", says: nil),
    Situation("a linked folder", "train_data_dir: ./linked", says: nil) {
      try $0.makeFolder("linked")
      try FileManager.default.createSymbolicLink(
        at: $0.root.appending(path: "linked/x"), withDestinationURL: $0.root.appending(path: "data")
      )
    },
    Situation("folders linked in a ring", "train_data_dir: ./ring", line: 3, says: ["no text"]) {
      try $0.makeFolder("ring")
      for name in ["a", "b", "c"] {
        try FileManager.default.createSymbolicLink(
          at: $0.root.appending(path: "ring/\(name)"),
          withDestinationURL: $0.root.appending(path: "ring"))
      }
      try $0.write("ring/i.png", Data([0x89, 0x50, 0x4E, 0x47]))
    },
    Situation("a link to itself", "train_data_dir: ./loop", line: 3, says: ["leads in a circle"]) {
      try FileManager.default.createSymbolicLink(
        atPath: $0.root.path + "/loop", withDestinationPath: "loop")
    },
    Situation("a link to nothing", "train_data_dir: ./gone", line: 3, says: ["leads nowhere"]) {
      try FileManager.default.createSymbolicLink(
        atPath: $0.root.path + "/gone", withDestinationPath: "nothing")
    },
    Situation("an empty folder", "train_data_dir: ./empty", line: 3, says: ["is an empty folder"]) {
      try $0.makeFolder("empty")
    },
    Situation("an empty file", "train_data_dir: ./e.txt", line: 3, says: ["is empty"]) {
      try $0.write("e.txt", "")
    },
    Situation(
      "weights as data", "train_data_dir: ./models/tiny/model.safetensors", line: 3,
      says: ["holds weights", "not training data"]),
    Situation(
      "a GGUF as data", "train_data_dir: ./m.gguf", line: 3, says: ["holds weights"]
    ) {
      try $0.write("m.gguf", "GGUF\u{3}\0\0\0")
    },
    Situation("a pickle as data", "train_data_dir: ./m.bin", line: 3, says: ["pickle"]) {
      try $0.write("m.bin", Data([0x80, 0x02, 0x7D, 0x71, 0x00]))
    },
    Situation("an archive as data", "train_data_dir: ./m.pt", line: 3, says: ["archive"]) {
      try $0.write("m.pt", Data([0x50, 0x4B, 0x03, 0x04, 0x00]))
    },
    Situation("an image as text data", "train_data_dir: ./i.png", line: 3, says: ["is an image"]) {
      try $0.write("i.png", Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]))
    },
    Situation("binary data", "train_data_dir: ./b.txt", line: 3, says: ["is binary", "UTF-8"]) {
      try $0.write("b.txt", Data([0x61, 0x00, 0x62]))
    },
    Situation("weights among data", line: 2, says: ["'x.safetensors'", "holds weights"]) {
      try $0.write("data/x.safetensors", Workspace.safetensors(["a": [1]]))
    },
    Situation("only a table for lora-train", line: 2, says: ["holds no text", "csv.DictReader"]) {
      try $0.remove("data/train.jsonl")
      try $0.write("data/a.csv", "a,b")
    },
    Situation("a table as data", "train_data_dir: ./a.csv", line: 3, says: ["a CSV table", "csv."])
    {
      try $0.write("a.csv", "a,b")
    },
    Situation("only documentation", line: 2, says: ["holds no text"]) {
      try $0.remove("data/train.jsonl")
      try $0.write("data/README.txt", "words")
    },
    Situation("a pipe among data", line: 2, says: ["pipe.jsonl", "named pipe"]) {
      #expect(mkfifo($0.root.path + "/data/pipe.jsonl", 0o600) == 0)
    },
    Situation("binary among data", line: 2, says: ["'b.txt'", "binary"]) {
      try $0.write("data/b.txt", Data([0x61, 0x00, 0x62]))
    },
    Situation("only images for a text task", line: 2, says: ["holds no text"]) {
      try $0.remove("data/train.jsonl")
      try $0.write("data/i.png", Data([0x89, 0x50, 0x4E, 0x47]))
    },
    Situation(
      "a pointer as data", "train_data_dir: ./data/train.jsonl", line: 3,
      says: ["Git LFS pointer", "git lfs pull --include \"data/train.jsonl\""]
    ) { try $0.write("data/train.jsonl", Workspace.pointer) },
    Situation(
      "pointers in the folder", line: 2,
      says: ["'./data/a.txt'", "and 1 more", "git lfs pull --include \"data\""]
    ) {
      try $0.write("data/a.txt", Workspace.pointer)
      try $0.write("data/b.txt", Workspace.pointer)
    },
    Situation(
      "no metadata", "metadata_path: ./data/meta.csv", builtIn: false, line: 4,
      says: ["'metadata_path'", "does not exist"]),
    Situation(
      "metadata is a folder", "metadata_path: ./data", builtIn: false, line: 4,
      says: ["must be a file"]),
    Situation(
      "binary metadata", "metadata_path: ./m.csv", builtIn: false, line: 4, says: ["is binary"]
    ) {
      try $0.write("m.csv", Data([1, 0, 2]))
    },
    Situation(
      "metadata pointer", "metadata_path: ./m.csv", builtIn: false, line: 4,
      says: ["pull --include \"m.csv\""]
    ) {
      try $0.write("m.csv", Workspace.pointer)
    },
  ]

  static let bases = [
    Situation(
      "no such base", "base_model: ./models/tny", line: 3,
      says: ["'base_model'", "does not exist", "./models/tiny"]),
    Situation(
      "a hub name", "base_model: HuggingFaceTB/SmolLM2-135M", line: 3, says: ["model hub"]),
    Situation(
      "a hub name for another trainer", "base_model: HuggingFaceTB/SmolLM2-135M", builtIn: false,
      line: 3, says: ["not recorded"]),
    Situation("an empty base", "base_model: ./e", line: 3, says: ["without config.json"]) {
      try $0.makeFolder("e")
    },
    Situation(
      "a base pointer", line: 3,
      says: ["model.safetensors' is a Git LFS pointer", "pull --include \"models/tiny\""]
    ) { try $0.write("models/tiny/model.safetensors", Workspace.pointer) },
    Situation(
      "an image model folder", "base_model: ./sd", line: 3,
      says: ["image model", "text-generation", "task_type: image-generation"]
    ) { try $0.write("sd/model_index.json", "{}") },
    Situation(
      "an image model file", "base_model: ./sd.safetensors", line: 3, says: ["an image model"]
    ) {
      try $0.write(
        "sd.safetensors",
        Workspace.safetensors(["model.diffusion_model.input_blocks.0.0.weight": [4]]))
    },
    Situation("a speech model", "base_model: ./w", line: 3, says: ["a speech model"]) {
      try $0.write("w/config.json", "{\"model_type\": \"whisper\"}")
    },
    Situation("an adapter as base", "base_model: ./a", line: 3, says: ["init_lora_weights"]) {
      try $0.write("a/adapter_config.json", "{}")
    },
    Situation("an adapter file as base", "base_model: ./a.safetensors", line: 3, says: ["adapter"])
    {
      try $0.write(
        "a.safetensors", Workspace.safetensors(["base_model.model.q_proj.lora_A.weight": [1, 1]]))
    },
    Situation("a pickle as base", "base_model: ./p.bin", line: 3, says: ["never opened"]) {
      try $0.write("p.bin", Data([0x80, 0x02, 0x7D]))
    },
    Situation(
      "a pickle for another trainer", "base_model: ./p.bin", builtIn: false, says: nil
    ) { try $0.write("p.bin", Data([0x80, 0x02, 0x7D])) },
    Situation("text as base", "base_model: ./data/train.jsonl", line: 3, says: ["not a model"]),
    Situation("a broken config", line: 3, says: ["not JSON"]) {
      try $0.write("models/tiny/config.json", "{")
    },
    Situation("an unknown family", line: 3, says: ["'mamba'"]) {
      try $0.write("models/tiny/config.json", "{\"model_type\": \"mamba\"}")
    },
    Situation("an unknown family for another trainer", builtIn: false, says: nil) {
      try $0.write("models/tiny/config.json", "{\"model_type\": \"mamba\"}")
    },
    Situation("missing tensors", line: 3, says: ["'base_model'", "tensor"]) {
      try $0.write(
        "models/tiny/model.safetensors", Workspace.safetensors(["model.norm.weight": [8]]))
    },
    Situation("truncated weights", line: 3, says: ["'base_model'"]) {
      try $0.write("models/tiny/model.safetensors", "xx")
    },
    Situation(
      "no such module", "target_modules: [q_proj, v_prj]", line: 4,
      says: ["'target_modules'", "v_prj", "v_proj"]),
    Situation(
      "a pattern that matches nothing", "target_modules: 'q_proj'", line: 4, says: ["[q_proj]"]),
    Situation(
      "modules of another trainer", "target_modules: [to_q]", builtIn: false, line: 4,
      says: ["to_q"]),
    Situation("a pattern that matches", "target_modules: '.*\\.(q|k)_proj'", says: nil),
    Situation(
      "no such start", "init_lora_weights: ./before", line: 4,
      says: ["'init_lora_weights'", "does not exist"]),
    Situation("an empty start", "init_lora_weights: ./before", line: 4, says: ["no .safetensors"]) {
      try $0.makeFolder("before")
    },
    Situation("a start that is text", "init_lora_weights: ./b.txt", line: 4, says: ["is text"]) {
      try $0.write("b.txt", "x")
    },
    Situation("a start pointer", "init_lora_weights: ./b", line: 4, says: ["pull --include \"b\""])
    {
      try $0.write("b/adapter_model.safetensors", Workspace.pointer)
    },
  ]

  static let outputs = [
    Situation("a new folder", "output_dir: ./output/new", says: nil),
    Situation("an empty output", "output_dir: ./out", says: nil) { try $0.makeFolder("out") },
    Situation("outside", "output_dir: ../elsewhere-\(UUID().uuidString)", says: nil),
    Situation(
      "foreign files", "output_dir: ./out", line: 4,
      says: ["'a/x'", "and 1 more", "no run recorded"]
    ) {
      try $0.write("out/a/x", "1")
      try $0.write("out/b", "1")
    },
    Situation("a foreign link", "output_dir: ./out", line: 4, says: ["'x'"]) {
      try $0.makeFolder("out")
      try FileManager.default.createSymbolicLink(
        at: $0.root.appending(path: "out/x"), withDestinationURL: $0.root)
    },
    Situation("a hidden foreign file", "output_dir: ./out", line: 4, says: ["'.x'"]) {
      try $0.write("out/.x", "1")
    },
    Situation("the data", "output_dir: ./data", line: 4, says: ["'train.jsonl'"]),
    Situation("a file", "output_dir: ./data/train.jsonl", line: 4, says: ["is a file"]),
    Situation(
      "a link to the root", "output_dir: ./link", line: 4, says: ["top of the working tree"]
    ) {
      try FileManager.default.createSymbolicLink(
        at: $0.root.appending(path: "link"), withDestinationURL: $0.root)
    },
    Situation("a link into .git", "output_dir: ./link/x", line: 4, says: ["inside .git"]) {
      try FileManager.default.createSymbolicLink(
        at: $0.root.appending(path: "link"), withDestinationURL: $0.root.appending(path: ".git"))
    },
    Situation(
      "above the root", "output_dir: \(FileManager.default.temporaryDirectory.path())", line: 4,
      says: ["contains the working tree"]),
    Situation("the standard folder", says: ["the run's folder 'output/c'", "'x'"]) {
      try $0.write("output/c/x", "1")
    },
  ]
}

@Test(arguments: Situation.data + Situation.bases + Situation.outputs)
func whatIsNotThereIsNamed(_ situation: Situation) throws {
  let workspace = try Workspace()
  try situation.prepare(workspace)
  let found = try workspace.check(situation.lines, builtIn: situation.builtIn)
  guard let words = situation.words else {
    #expect(found == [])
    return
  }
  #expect(found.count == 1, "\(found.map { $0.rendered() })")
  let said = found.map { $0.rendered() }.joined()
  for word in words { #expect(said.contains(word), "\(said)") }
  #expect(found.first?.line == situation.line, "\(said)")
}

@Test func recordedFilesMayBeReplaced() throws {
  let workspace = try Workspace()
  try workspace.write("out/a/x", "1")
  try workspace.write("out/b", "1")
  #expect(try workspace.check("output_dir: out", recorded: ["out/a/x", "out/b"]) == [])
  #expect(try workspace.check("output_dir: out", recorded: ["out/b"]).count == 1)
}

@Test func imagesBelongToAnImageTask() throws {
  let workspace = try Workspace()
  try workspace.remove("data/train.jsonl")
  try workspace.write("data/i.png", Data([0x89, 0x50, 0x4E, 0x47]))
  try workspace.write("sd/model_index.json", "{}")
  #expect(
    try workspace.check("task_type: image-generation\nbase_model: ./sd", builtIn: false) == [])
  let unset = try workspace.check("task_type: image-generation", builtIn: false)
  #expect(unset.first?.hint == "task_type: text-generation")
}

@Test(
  arguments: [
    ("save_steps: 6", "'save_steps' is 6, but the run has 5 steps"),
    ("eval_steps: 6", "'eval_steps' is 6, but the run has 5 steps"),
    ("warmup_steps: 6", "'warmup_steps' is 6, but the run has 5 steps"), ("save_steps: 5", nil),
    ("log_steps: 100", nil), ("", nil),
  ] as [(String, String?)])
func stepsAreCountedWhenExamplesAre(_ line: String, _ message: String?) throws {
  let workspace = try Workspace()
  let lines = "epochs: 1\nbatch_size: 2\n" + line
  let found = try workspace.check(lines, builtIn: false, examples: 9)
  #expect(found.map(\.message) == [message].compactMap { $0 })
  #expect(found.allSatisfy { $0.line == 6 && ($0.severity == .error) == line.hasPrefix("warmup") })
  #expect(try workspace.check(lines, builtIn: false).isEmpty)
}

@Test func severalProblemsComeAtOnce() throws {
  let workspace = try Workspace()
  let found = try workspace.check(
    "train_data_dir: no\nbase_model: nope\noutput_dir: ./models\nsave_steps: 9999", examples: 4)
  #expect(found.map(\.line) == [2, 3, 4, 5])
}

@Test(arguments: [
  ("mixed_precision: bf16", 1), ("metadata_path: data/train.jsonl", 1), ("eval_steps: 5", 1),
  ("mixed_precision: no\nshuffle: false", 0), ("mixed_precision: fp16\neval_steps: 1", 2),
])
func whatTheBuiltInTrainerCannotDoIsRefused(_ lines: String, _ count: Int) throws {
  let workspace = try Workspace()
  let found = try workspace.check(lines)
  #expect(found.count == count)
  #expect(found.allSatisfy { $0.message.contains("not yet in lora-train") && $0.line != nil })
  #expect(try workspace.check(lines, builtIn: false) == [])
}

@Test func anAbsentTaskIsExplained() throws {
  let config = try #require(parse(minimal).config)
  let found = config.notYetInLoraTrain()
  #expect(found.count == 1)
  #expect(found.first?.message.contains("when 'task_type' is absent") == true)
}
