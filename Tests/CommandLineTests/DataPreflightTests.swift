import Foundation
import LoraJSON
import LoraProcess
import TestSupport
import Testing

/// What `git lora run` says of data and starting adapters before anything is written.
struct DataPreflightTests {
  let shop: Workshop

  init() throws {
    shop = try Workshop(
      config: """
        task_type: text-generation
        train_data_dir: set
        base_model: '\(LoraTrainBench.llama)'
        lora_rank: 4
        batch_size: 2
        epochs: 1
        save_steps: 900
        """)
    let line = #"{"input_ids": [1, 5, 9, 13, 2], "labels": [-100, -100, 9, 13, 2]}"# + "\n"
    let long = #"{"input_ids": [1, 5, 9, 13, 7, 7, 2], "labels": [1, 5, 9, 13, 7, 7, 2]}"# + "\n"
    try shop.repository.write("set/train.jsonl", line + long + line)
    try shop.repository.write("set/test.jsonl", line)
    try shop.repository.write("set/LICENSE.txt", "MIT\n")
  }

  private func dryRun(_ settings: String...) throws -> Output {
    try Workshop.lora(
      ["run", "tea", "--trainer", "lora-train", "--dry-run"]
        + settings.flatMap { ["-s", $0] }, in: shop.path)
  }

  @Test func theDryRunSaysWhatIsTrainedOn() throws {
    let plan = try dryRun("max_seq_length=6", "long_examples=drop")
    #expect(plan.status == .exited(0), "\(plan.errorText)")
    #expect(plan.text.contains("data        1 file"))
    #expect(plan.text.contains("examples    2"))
    for words in [
      "held out by name and not trained on: test.jsonl", "LICENSE.txt (documentation)",
      "1 of 3 examples are too long and were left out (set/train.jsonl:2)",
      "'save_steps' is 900, but the run has 1 steps",
    ] { #expect(plan.errorText.contains(words), "\(words)") }
    let json = try Workshop.lora(
      ["run", "tea", "--trainer", "lora-train", "--dry-run", "--json"], in: shop.path)
    let answer = try JSONValue(parsing: json.text)
    #expect(answer["remarks"]?.array?.count == 2)
    #expect(answer["data"]?.array?.compactMap { $0["path"]?.string } == ["set/train.jsonl"])
    let refused = try dryRun("max_seq_length=6", "long_examples=error")
    #expect(refused.status == .exited(65))
    #expect(refused.errorText.contains("set/train.jsonl:2"))
  }

  /// The same files for the checks, the record and the trainer.
  @Test func theRecordHoldsWhatWasTrainedOn() throws {
    let run = try shop.lora("run", "tea", "--trainer", "lora-train", "--no-wait")
    #expect(run.status == .exited(0), "\(run.errorText)")
    let data = try shop.git("show", "runs/tea:output/tea/data.json").text
    #expect(data.contains("set/train.jsonl"))
    #expect(!data.contains("test.jsonl") && !data.contains("LICENSE"))
    let log = try shop.git("show", "runs/tea:output/tea/log.txt").text
    #expect(log.contains("data: 3 examples"))
    #expect(log.contains("warning: held out by name"))
  }

  @Test func aStartThatDoesNotFitIsRefusedBeforeTheRun() throws {
    let bench = try LoraTrainBench()
    #expect(try bench.train(["target_modules": "[q_proj]"]).status == .exited(0))
    let start = "init_lora_weights=\(bench.path)/out"
    let fits = try dryRun(start, "target_modules=[q_proj]", "lora_alpha=9")
    #expect(fits.status == .exited(0), "\(fits.errorText)")
    #expect(fits.errorText.contains("'lora_alpha' is 9"))
    for (settings, words) in [
      (["target_modules=[q_proj, v_proj]"], "does not adapt 'model.layers.0.self_attn.v_proj'"),
      (["target_modules=[q_proj]", "lora_rank=8"], "has rank 4, and lora_rank is 8"),
      (["target_modules=[k_proj]"], "which target_modules does not name"),
    ] {
      let output = try Workshop.lora(
        ["run", "tea", "--trainer", "lora-train", "--dry-run"]
          + ([start] + settings).flatMap { ["-s", $0] }, in: shop.path)
      #expect(output.status == .exited(78))
      #expect(output.errorText.contains(words), "\(output.errorText)")
    }
    try FileManager.default.removeItem(atPath: bench.path + "/out/adapter_config.json")
    let lacking = try dryRun(start, "target_modules=[q_proj]")
    #expect(lacking.status == .exited(78))
    #expect(lacking.errorText.contains("adapter_config.json"))
  }
}
