import Foundation
import Glibc
import LoraProcess
import LoraWeights
import TestSupport
import Testing

struct LoraTrainTrainTests {
  let bench: LoraTrainBench
  init() throws { bench = try LoraTrainBench() }

  @Test func journalTellsTheWholeTraining() throws {
    let output = try bench.train(
      ["save_steps": "4"],
      variables: ["GIT_LORA_EVENTS": "journal.jsonl", "GIT_LORA_STOP": "stop"])
    #expect(output.status == .exited(0), "\(output.errorText)")
    let events = try bench.events("journal.jsonl")
    #expect(
      events.compactMap { $0["type"]?.string } == [
        "start", "step", "step", "step", "epoch", "step", "checkpoint", "step", "step", "epoch",
        "adapter", "end",
      ])
    #expect(events.map { $0["seq"]?.integer } == Array(1...events.count))
    #expect(events.allSatisfy { $0["v"]?.integer == 1 && $0["time"]?.string?.last == "Z" })
    #expect(events[0]["total_steps"]?.integer == 6)
    #expect(events[0]["examples"]?.integer == 5)
    #expect(events[0]["knows_stop_file"]?.bool == true)
    #expect(events[0]["kernel"]?.string?.hasPrefix("OpenBLAS ") == true)
    #expect(events[1]["step"]?.integer == 1)
    #expect(events[1]["learning_rate"]?.double == 0.01)
    #expect(events[1]["loss"]?.double.map { (3...6).contains($0) } == true)
    let steps = events.filter { $0["type"]?.string == "step" }
    #expect(steps.map { $0["examples"]?.integer } == [2, 4, 5, 7, 9, 10])
    #expect(steps.last?["tokens"]?.integer == 54)
    #expect(steps.allSatisfy { $0["samples_per_second"]?.double ?? 0 > 0 })
    #expect(events[6]["path"]?.string == "out/checkpoint-4")
    #expect(events[9]["epoch"]?.double == 2)
    #expect(events[10]["path"]?.string == "out/adapter_model.safetensors")
    #expect(events[11]["reason"]?.string == "completed")
    #expect(bench.exists("out/checkpoint-4/adapter_config.json"))
    #expect(!bench.exists("out/samples"))
  }

  @Test func logTellsWhatIsTrained() throws {
    let output = try bench.train(["log_steps": "3"])
    #expect(output.status == .exited(0))
    let log = output.text
    #expect(log.contains("OpenBLAS "))
    #expect(log.contains("rank 4, scale 1.0, 4 linear layers, 896 trainable parameters"))
    #expect(log.contains("data.jsonl:1: 5 tokens, 3 trained"))
    #expect(
      log.contains("\nstep 1/6 ") && log.contains("\nstep 3/6 ") && log.contains("\nstep 6/6 "))
    #expect(!log.contains("\nstep 2/6 "))
    #expect(log.contains("completed: 6 steps"))
  }

  /// OpenBLAS is told to use kernels from before AVX2.
  @Test func slowKernelsAreNamedWithTheWayOut() throws {
    let usual = try bench.train()
    #expect(!usual.text.contains("OPENBLAS_CORETYPE"))
    let hasAVX2 = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8).contains(" avx2 ")
    guard hasAVX2 else { return }
    let forced = try bench.train(
      ["output_dir": "forced"], variables: ["OPENBLAS_CORETYPE": "Prescott"])
    #expect(forced.status == .exited(0))
    let warnings = forced.text.split(separator: "\n").filter { $0.hasPrefix("warning: OPENBLAS") }
    #expect(warnings.count == 1)
    #expect(warnings.first?.contains("unset OPENBLAS_CORETYPE") == true)
  }

  @Test func equalRunsGiveEqualBytes() throws {
    #expect(try bench.train(["lora_dropout": "0.3"]).status == .exited(0))
    #expect(try bench.train(["lora_dropout": "0.3", "output_dir": "b"]).status == .exited(0))
    #expect(
      try bench.train(["lora_dropout": "0.3", "output_dir": "c", "seed": "8"]).status
        == .exited(0))
    let bytes = try ["out", "b", "c"].map {
      try bench.folder.read($0 + "/adapter_model.safetensors")
    }
    #expect(bytes[0] == bytes[1])
    #expect(bytes[0] != bytes[2])
  }

  /// TRAINER: a model's folder and its GGUF file train the same adapter, within the golden marks.
  @Test(arguments: ["tiny-llama.gguf", "tiny-llama-q8_0.gguf"])
  func folderAndGGUFTrainTheSameAdapter(file: String) throws {
    let targets = ["target_modules": "all-linear"]
    #expect(try bench.train(targets).status == .exited(0))
    let gguf = LoraTrainBench.llama.replacingOccurrences(of: "tiny-llama", with: file)
    let settings = ["base_model": "'\(gguf)'", "output_dir": "gguf"].merging(targets) { $1 }
    #expect(try bench.train(settings).status == .exited(0))
    let (a, b) = (try bench.adapter(), try bench.adapter("gguf"))
    #expect(a.names.count == 28)
    #expect(a.names == b.names)
    var (error, total) = (0.0, 0.0)
    for name in a.names {
      for (x, y) in zip(try a.tensor(name).floats(), try b.tensor(name).floats()) {
        error += Double((x - y) * (x - y))
        total += Double(x * x)
        #expect(abs(x - y) <= 2 * 0.01)
      }
    }
    #expect((error / total).squareRoot() <= 1e-3)
  }

  @Test func anAdapterIsContinued() throws {
    #expect(try bench.train().status == .exited(0))
    let frozen = ["init_lora_weights": "out", "output_dir": "next", "learning_rate": "1e-30"]
    #expect(try bench.train(frozen).status == .exited(0))
    let (a, b) = (try bench.adapter(), try bench.adapter("next"))
    for name in a.names {
      #expect(try a.tensor(name).floats() == b.tensor(name).floats())
    }
    let wrong = ["init_lora_weights": "out", "output_dir": "x", "lora_rank": "3"]
    #expect(try bench.train(wrong).status == .exited(65))
  }

  @Test func accumulationEqualsTheBigBatch() throws {
    let big = ["shuffle": "false", "batch_size": "4"]
    let small = ["shuffle": "false", "batch_size": "2", "gradient_accumulation_steps": "2"]
    #expect(try bench.train(big).status == .exited(0))
    #expect(try bench.train(small.merging(["output_dir": "b"]) { $1 }).status == .exited(0))
    let (a, b) = (try bench.adapter(), try bench.adapter("b"))
    for name in a.names {
      for (x, y) in zip(try a.tensor(name).floats(), try b.tensor(name).floats()) {
        #expect(abs(x - y) < 1e-4, "\(name)")
      }
    }
  }

  @Test func stopFileEndsTheRunAfterItsStep() throws {
    try bench.folder.write("stop", "")
    let output = try bench.train(
      ["max_steps": "50", "epochs": ""],
      variables: ["GIT_LORA_EVENTS": "journal.jsonl", "GIT_LORA_STOP": "stop"])
    #expect(output.status == .exited(0))
    let events = try bench.events("journal.jsonl")
    #expect(events.compactMap { $0["type"]?.string } == ["start", "step", "adapter", "end"])
    #expect(events.last?["reason"]?.string == "stopped")
    #expect(try bench.adapter().names.count == 8)
  }

  @Test func interruptByHandEndsTheRunAfterItsStep() throws {
    try bench.folder.write(
      "config.yaml",
      LoraTrainBench.config(["max_steps": "100000000", "epochs": "", "save_steps": "1000000"]))
    var command = bench.command(["--config", "config.yaml"], ["GIT_LORA_EVENTS": "journal.jsonl"])
    (command.output, command.errors) = (.append(toFile: bench.path + "/log"), .discard)
    let training = try ChildProcess(command)
    while !(try bench.hasStep("journal.jsonl")) {
      try #require(try training.poll() == nil)
      usleep(10_000)
    }
    training.signal(SIGINT)
    #expect(try training.wait() == .exited(0))
    #expect(try bench.events("journal.jsonl").last?["reason"]?.string == "stopped")
    #expect(try bench.adapter().names.count == 8)
  }

  @Test func aLossThatIsNotFiniteFailsTheRun() throws {
    #expect(try bench.train().status == .exited(0))
    let adapter = try bench.adapter()
    let huge = try adapter.names.map { name in
      let tensor = try adapter.tensor(name)
      return StoredTensor(
        name: name, shape: tensor.shape,
        floats: Array(repeating: Float(1e30), count: tensor.elementCount))
    }
    try SafetensorsWriter.write(huge, to: adapter.path)
    let output = try bench.train(
      ["init_lora_weights": "out", "output_dir": "next"],
      variables: ["GIT_LORA_EVENTS": "journal.jsonl"])
    #expect(output.status == .exited(1))
    #expect(output.errorText.contains("not finite at step 1"))
    #expect(try bench.events("journal.jsonl").last?["reason"]?.string == "failed")
    #expect(!bench.exists("next/adapter_model.safetensors"))
  }

  @Test func anAdapterIsNotOverwritten() throws {
    #expect(try bench.train().status == .exited(0))
    let before = try bench.folder.read("out/adapter_model.safetensors")
    let output = try bench.train(["seed": "1"])
    #expect(output.status == .exited(73))
    #expect(output.errorText.contains("already holds an adapter"))
    #expect(try bench.folder.read("out/adapter_model.safetensors") == before)
  }
}
