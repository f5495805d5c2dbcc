import Foundation
import LoraProcess
import LoraWeights
import TestSupport
import Testing

/// What cannot be trained is refused before anything is written.
struct LoraTrainRefusalTests {
  let bench: LoraTrainBench
  init() throws { bench = try LoraTrainBench() }

  @Test(arguments: [
    (["task_type": "image-generation"], "not yet in lora-train: task_type: image-generation"),
    (["mixed_precision": "bf16"], "not yet in lora-train: mixed_precision: bf16"),
    (["eval_steps": "5"], "not yet in lora-train: eval_steps"),
    (["metadata_path": "data.jsonl"], "not yet in lora-train: metadata_path"),
    (["target_modules": "[q_prj]"], "did you mean q_proj"),
    (["target_modules": "q_proj"], "write the list [q_proj]"),
    (["learning_rte": "1"], "learning_rate"),
    (["output_dir": ""], "'output_dir' is needed"),
    (["lora_rank": "0"], "lora_rank"),
  ])
  func configIsRefused(settings: [String: String], words: String) throws {
    let output = try bench.train(settings)
    #expect(output.status == .exited(78))
    #expect(output.errorText.contains(words), "\(output.errorText)")
    #expect(output.errorText.hasPrefix("config.yaml:"))
    #expect(!bench.exists("out"))
  }

  @Test(arguments: [
    (#"{"input_ids": [1, 64], "labels": [-100, 64]}"#, "data.jsonl:1"),
    (#"{"input_ids": [1, 2], "labels": [-100, -100]}"#, "data.jsonl:1"),
    (#"{"input_ids": [1, 2], "labels": [-100]}"#, "data.jsonl:1"),
    (#"{"input_ids": "x"}"#, "data.jsonl:1"),
    ("", "data.jsonl"),
    ("{\n", "data.jsonl:1"),
  ])
  func dataIsRefused(line: String, words: String) throws {
    try bench.folder.write("data.jsonl", line)
    let output = try bench.train()
    #expect(output.status == .exited(65))
    #expect(output.errorText.contains(words), "\(output.errorText)")
    #expect(!bench.exists("out"))
  }

  @Test func baseModelIsRefused() throws {
    let output = try bench.train(["base_model": "nowhere"])
    #expect(output.status == .exited(65))
    #expect(output.errorText.contains("No such file"))
    #expect(output.errorText.hasPrefix("config.yaml:1:"))
  }

  /// In q or k such a number can vanish in the softmax, and a whole training would be for nothing.
  @Test(arguments: ["q_proj", "embed_tokens", "input_layernorm"])
  func aBaseModelThatIsNotFiniteIsRefused(part: String) throws {
    let model = bench.path + "/model"
    try FileManager.default.copyItem(atPath: LoraTrainBench.llama, toPath: model)
    let file = try SafetensorsFile(path: model + "/model.safetensors")
    let tensors = try file.names.map { name in
      var floats = try file.tensor(name).floats()
      if name.contains(part) { floats[1] = .nan }
      return StoredTensor(name: name, shape: try file.tensor(name).shape, floats: floats)
    }
    try SafetensorsWriter.write(tensors, to: file.path)
    let output = try bench.train(["base_model": "model"])
    #expect(output.status == .exited(65))
    #expect(output.errorText.contains("holds numbers that are not finite"), "\(output.errorText)")
    #expect(!bench.exists("out"))
  }

  @Test func aPipeIsNotWaitedFor() throws {
    #expect(mkfifo(bench.path + "/pipe", 0o600) == 0)
    let output = try bench.run(["--config", "pipe"])
    #expect(output.status == .exited(78))
    #expect(output.errorText.contains("this is not a regular file"))
    let data = try bench.train(["train_data_dir": "pipe"])
    #expect(data.status == .exited(65))
    #expect(try bench.train(["base_model": "pipe"]).status == .exited(65))
  }

  @Test func textWithoutATokenizerIsRefused() throws {
    try bench.folder.write("data.jsonl", #"{"text": "hello there"}"#)
    let output = try bench.train()
    #expect(output.status == .exited(65))
    #expect(output.errorText.contains("tokenizer.json"), "\(output.errorText)")
  }

  @Test func missingConfigIsRefused() throws {
    #expect(try bench.run(["--config", "none.yaml"]).status == .exited(78))
    #expect(try bench.run([]).status == .exited(64))
  }

  @Test func helpAndVersion() throws {
    #expect(try bench.run(["--version"]).text.first?.isNumber == true)
    for command in ["train", "verify", "generate", "tokenize"] {
      let help = try bench.run([command, "--help"])
      #expect(help.status == .exited(0))
      #expect(help.text.contains("Example"), "\(command)")
    }
  }
}
