import LoraDigest
import LoraExperiment
import LoraReport

/// Runs made up for the tests, always the same.
enum SampleRuns {
  static func runs(_ count: Int, points: Int) -> [ReportRun] {
    (0..<count).map { run($0, points: points) }
  }

  static func run(_ index: Int, points: Int) -> ReportRun {
    let title = "runs/tea-voice" + (index == 0 ? "" : "~\(index)")
    var run = ReportRun(
      title: title, commit: String(repeating: "0123456789", count: 4),
      record: record(index, points: points))
    run.metrics = metrics(index, points: points)
    run.evaluations = index == 2 ? [] : evaluations(run.metrics, index)
    run.settings = settings(index)
    run.samples = samples(index)
    run.data = DataManifest(files: files(index))
    run.logTail = "step 1 loss 3.12\nstep 2 loss 3.05\nwrote adapter.safetensors\n"
    run.moduleNorms = norms(index)
    return run
  }

  static func record(_ index: Int, points: Int) -> RunRecord {
    var totals = Totals()
    totals.steps = points
    totals.plannedSteps = index == 1 ? points * 2 : points
    totals.examples = points * (index == 2 ? 8 : 4)
    totals.epochs = 3
    totals.tokens = points * 2_100
    totals.seconds = Double(points) * 0.71
    totals.finalLoss = 1.21 + Float(index) * 0.07
    totals.bestLoss = 1.13 + Float(index) * 0.06
    totals.bestStep = points * 9 / 10
    var record = RunRecord(
      id: RunID(text: String(repeating: "0a1b", count: 8))!,
      state: index == 1 ? .stopped : .completed, name: "tea-voice", branch: "runs/tea-voice",
      config: "configs/tea-voice.yaml", folder: "output/tea-voice",
      started: "2026-11-24T09:12:04Z", ended: "2026-11-24T09:40:31Z",
      trainer: TrainerIdentity(
        name: "lora-train", command: ["lora-train"], version: "0.4.0", kernel: "Cooperlake"),
      source: SourceState(
        commit: String(repeating: "9f", count: 20), tree: String(repeating: "3c", count: 20),
        dirty: index == 0, untracked: []),
      overrides: index == 0 ? [] : ["learning_rate=\(index)e-4"],
      host: HostIdentity(
        name: "atelier", system: "Linux 6.1", processor: "Xeon Platinum 8488C", cores: 2),
      totals: totals)
    record.reason = index == 1 ? "the loss had not fallen for 500 steps" : nil
    record.seed = 42
    record.baseModel = BaseModelIdentity(
      path: "models/qwen2-0.5b.safetensors", digest: Digest.of("base"), bytes: 988_097_824,
      architecture: "qwen2")
    return record
  }

  static func metrics(_ index: Int, points: Int) -> [Metric] {
    var noise = Noise(state: UInt64(index) * 977 + 5)
    return (1...max(1, points)).map { step in
      let part = Double(step) / Double(points)
      let fall = 1.15 + Double(index % 8) * 0.07 + 1.9 / (1 + part * (14 - Double(index % 8)))
      let warmup = min(1, part * 20)
      let rate = 2e-4 * Double(index + 1) * warmup * (1 - part * 0.95)
      return Metric(
        step: step, epoch: part * 3, loss: Float(fall + noise.next() * 0.32),
        learningRate: Float(rate), samplesPerSecond: 5.6)
    }
  }

  static func evaluations(_ metrics: [Metric], _ index: Int) -> [Metric] {
    var noise = Noise(state: 11)
    let floor = 1.4 + Float(index % 8) * 0.09
    let every = max(1, metrics.count / 10)
    return stride(from: every - 1, to: metrics.count, by: every).map { place in
      let part = Float(place) / Float(metrics.count)
      let loss = floor + 1.3 / (1 + part * 12) + Float(noise.next()) * 0.03
      return Metric(step: metrics[place].step, epoch: metrics[place].epoch, loss: loss)
    }
  }

  static func settings(_ index: Int) -> [(key: String, value: String)] {
    [
      ("base_model", "models/qwen2-0.5b.safetensors"), ("batch_size", index == 2 ? "8" : "4"),
      ("epochs", "3"), ("learning_rate", "\(2 * (index + 1))e-4"), ("lora_alpha", "32"),
      ("lora_dropout", "0.05"), ("lora_rank", index % 2 == 0 ? "16" : "8"),
      ("lr_scheduler", "linear"), ("max_seq_length", "1024"), ("seed", "42"),
      ("target_modules", "[q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj]"),
      ("train_data_dir", "data/tea"), ("warmup_steps", "50"),
    ]
  }

  static func samples(_ index: Int) -> [(name: String, text: String)] {
    let endings = [
      "and the leaves, unhurried, give back the spring.",
      "with water just off the boil; two minutes, no longer.",
      "because the pot remembers every guest.",
    ]
    return [
      (
        "tea-1.txt",
        "How do you brew a light oolong?\n\nRinse the cup first, then pour slowly, "
          + endings[index % 3]
      ),
      (
        "tea-2.txt",
        "What does the label mean?\n\nA high mountain, an early picking, "
          + endings[(index + 1) % 3]
      ),
      ("茶-3.txt", "问：怎样泡一杯乌龙茶？\n\n答：水温略低于沸点，" + (index == 0 ? "两分钟即可。" : "一分半即可。")),
    ]
  }

  static func files(_ index: Int) -> [DataFile] {
    var files = (1...4).map { number in
      DataFile(
        path: "data/tea/part-\(number).jsonl", bytes: 48_213 * number,
        digest: Digest.of("part \(number)"))
    }
    if index == 2 {
      files.append(DataFile(path: "data/tea/extra.jsonl", bytes: 812, digest: Digest.of("extra")))
    }
    return files
  }

  static func norms(_ index: Int) -> [ModuleNorm] {
    let modules = [
      "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj",
      "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj",
    ]
    return (0..<12).flatMap { layer in
      modules.enumerated().map { place, module in
        let height = Float((layer * 7 + place * 5 + index * 3) % 13) / 13
        return ModuleNorm(
          layer: layer, module: module, norm: 0.15 + height * (0.4 + Float(layer) * 0.12))
      }
    } + [ModuleNorm(layer: nil, module: "lm_head", norm: 0.9)]
  }
}

/// A linear congruential generator (Knuth's MMIX constants), from -1 to 1.
struct Noise {
  var state: UInt64

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(1 << 52) - 1
  }
}
