import Foundation
import LoraProcess
import TestSupport
import Testing

/// Two hundred seeded ways to get a config or its data wrong: each has a message, exit code 65 or
/// 78, and leaves nothing behind.
@Suite struct BadInputTests {
  @Test func everyMistakeIsToldAndNothingIsWritten() throws {
    let shop = try BadInputShop()
    let before = try shop.traces()
    for seed in 0..<200 {
      let mistake = try shop.makeMistake(seed: seed)
      let run = try Command(
        "git-lora", ["run", "configs/tea.yaml"], environment: Workshop.environment,
        folder: shop.path
      ).run()
      let comment = "seed \(seed), \(mistake): \(run.status)\n\(run.errorText)"
      #expect([.exited(65), .exited(78)].contains(run.status), "\(comment)")
      #expect(run.errorText.contains("error:"), "\(comment)")
      #expect(
        run.errorText.contains("configs/tea.yaml") || run.errorText.contains("data/"), "\(comment)")
      #expect(try shop.traces() == before, "\(comment)")
    }
  }

  /// Links come with a repository, and `/dev/zero` never ends.
  @Test(arguments: [".lorarc", "configs/tea.yaml", "models/tiny", "models/tiny/config.json"])
  func aLinkToADeviceIsNoFile(name: String) throws {
    let shop = try BadInputShop()
    let path = shop.path + "/" + name
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/zero")
    for words in [["validate"], ["init"], ["run", "configs/tea.yaml"]] {
      let output = try Command(
        "git-lora", words, environment: Workshop.environment, folder: shop.path, ownGroup: true,
        timeLimit: 120
      ).run()
      guard case .exited(let code) = output.status else {
        #expect(Bool(false), "\(words): \(output.status)")
        continue
      }
      #expect(words[0] != "run" || code != 0)
    }
  }

  @Test func withoutAMistakeItRuns() throws {
    let shop = try BadInputShop()
    let run = try Workshop.lora(["run", "tea"], in: shop.path)
    #expect(run.status == .exited(0), "\(run.errorText)")
  }
}

/// A repository whose config is good for `lora-train`, and the mistakes made in it.
private struct BadInputShop {
  let repository: TemporaryRepository
  var path: String { repository.path }

  init() throws {
    repository = try TemporaryRepository(named: "bad input")
    let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Golden/llama_tied/model")
    try repository.write("models/README", "the base model\n")
    try FileManager.default.copyItem(
      at: golden, to: URL(fileURLWithPath: repository.path + "/models/tiny"))
    try repository.write(".gitignore", "/output/\n/data/\n/configs/\n")
    try write(config: Self.config, data: Self.data)
    try repository.commitAll("start")
  }

  /// Everything that a run could have left.
  func traces() throws -> String {
    let references = try repository.git("for-each-ref").text
    let areas =
      (try? FileManager.default.contentsOfDirectory(atPath: path + "/.git/lora/runs")) ?? []
    let output = (try? FileManager.default.contentsOfDirectory(atPath: path + "/output")) ?? []
    return references + areas.joined() + output.joined()
  }

  func makeMistake(seed: Int) throws -> String {
    let mistakes = Self.mistakes
    let mistake = mistakes[seed % mistakes.count]
    var config = Self.config
    var data = Array(Self.data.utf8)
    mistake.make(&config, &data, seed / mistakes.count)
    try write(config: config, data: data)
    return mistake.name
  }

  private func write(config: String, data: String) throws {
    try write(config: config, data: Array(data.utf8))
  }

  private func write(config: String, data: [UInt8]) throws {
    // Latin-1, so that a mistake can hold bytes that are no UTF-8.
    try repository.write(
      "configs/tea.yaml", bytes: config.unicodeScalars.map { UInt8($0.value & 255) })
    try repository.write("data/lines.jsonl", bytes: data)
  }

  static let config = """
    task_type: text-generation
    train_data_dir: data
    base_model: models/tiny
    lora_rank: 4
    target_modules: [q_proj, v_proj]
    batch_size: 2
    epochs: 2
    learning_rate: 2e-4
    save_steps: 2
    output_dir: output/tea

    """

  static let data = (0..<6).map { line in
    "{\"input_ids\": [5, \(6 + line), 7, 8], \"labels\": [-100, -100, 7, 8]}\n"
  }.joined()

  struct Mistake: Sendable {
    let name: String
    let make: @Sendable (inout String, inout [UInt8], Int) -> Void

    /// A line of the config replaced.
    static func line(_ name: String, _ key: String, _ values: [String]) -> Mistake {
      Mistake(name: name) { config, _, turn in
        config = config.split(separator: "\n", omittingEmptySubsequences: false).map { line in
          line.hasPrefix(key + ":") ? Substring(values[turn % values.count]) : line
        }.joined(separator: "\n")
      }
    }

    /// The third line of the data replaced.
    static func data(_ name: String, _ lines: [String]) -> Mistake {
      Mistake(name: name) { _, data, turn in
        var all = data.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
        all[2] = Array(lines[turn % lines.count].utf8)
        data = Array(all.joined(separator: [10]))
      }
    }
  }

  static let mistakes: [Mistake] = [
    .line(
      "unknown key", "lora_rank", ["lora_rnk: 4", "loraRank: 4", "LORA_RANK: 4", "lora rank: 4"]),
    .line(
      "wrong type", "batch_size",
      ["batch_size: two", "batch_size: [2]", "batch_size: 2.5", "batch_size: true"]),
    .line(
      "out of range", "lora_rank",
      ["lora_rank: 0", "lora_rank: 4097", "lora_rank: -1", "lora_rank: 1_6"]),
    .line(
      "learning rate", "learning_rate",
      ["learning_rate: 0", "learning_rate: 11", "learning_rate: .nan", "learning_rate: -1e-4"]),
    .line("epochs", "epochs", ["epochs: 0", "epochs: -3", "epochs: ", "epochs: 1e99"]),
    .line(
      "steps", "save_steps",
      ["save_steps: 0", "save_steps: -7", "save_steps: 1.5", "save_steps: x"]),
    .line(
      "missing base", "base_model",
      [
        "base_model: models/none", "base_model: models/README", "base_model: \"\"",
        "base_model: models",
      ]),
    .line(
      "missing data", "train_data_dir",
      [
        "train_data_dir: dta", "train_data_dir: models",
        "train_data_dir: models/tiny/model.safetensors", "train_data_dir: ''",
      ]),
    .line(
      "output folder", "output_dir",
      ["output_dir: .", "output_dir: .git/x", "output_dir: /", "output_dir: models"]),
    .line(
      "targets", "target_modules",
      [
        "target_modules: []", "target_modules: [qproj]", "target_modules: ['']",
        "target_modules: {a: b}",
      ]),
    .line(
      "duplicate key", "epochs",
      [
        "epochs: 2\nepochs: 3", "epochs: 2\nmax_steps: 3", "epochs: 2\nnum_epochs: 2",
        "batch_size: 2",
      ]),
    .line("broken YAML", "epochs", ["epochs: [1", "\tepochs: 1", "epochs: 'x", "- epochs"]),
    .line(
      "documents", "output_dir",
      ["---\na: b", "...\n---\nx: 1", "--- |\n text", "output_dir: a\n---\n"]),
    .line(
      "encoding", "task_type",
      ["task_type: te\u{ff}t", "task_type: \u{fe}", "\u{c3}(: x", "task_type: text\u{0}"]),
    .line(
      "not yet", "task_type",
      [
        "task_type: image-generation", "task_type: speech-recognition",
        "mixed_precision: bf16\ntask_type: text-generation",
        "eval_steps: 1\ntask_type: text-generation",
      ]),
    .line(
      "task", "task_type",
      ["task_type: text", "task_type: 3", "task_type: [a]", "task_type: textgeneration"]),
    .line(
      "bombs", "epochs",
      [
        "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b]", "epochs: *nothing",
        "epochs: !!python/object:os.system x", "<<: {epochs: 2}",
      ]),
    .data(
      "broken JSON",
      ["{", "{\"input_ids\": [1,}", "nonsense", "{\"input_ids\": [1] \"labels\": [1]}"]),
    .data("unknown form", ["{\"inputs\": [1, 2]}", "[1, 2]", "3", "{}"]),
    .data(
      "wrong ids",
      [
        "{\"input_ids\": [5, -6], \"labels\": [5, 6]}",
        "{\"input_ids\": [\"a\", 2], \"labels\": [1, 2]}",
        "{\"input_ids\": [1.5, 2], \"labels\": [1, 2]}",
        "{\"input_ids\": [9999, 2], \"labels\": [1, 2]}",
      ]),
    .data(
      "labels",
      [
        "{\"input_ids\": [5, 6], \"labels\": [5]}",
        "{\"input_ids\": [5, 6], \"labels\": [-100, -100]}",
        "{\"input_ids\": [5, 6], \"labels\": \"x\"}", "{\"input_ids\": [5, 6]}, {}",
      ]),
    .data(
      "empty",
      [
        "{\"input_ids\": [], \"labels\": []}", "{\"input_ids\": [5], \"labels\": [5]}",
        "{\"input_ids\": null, \"labels\": [5]}", "{\"input_ids\": [5, 6], \"labels\": null}",
      ]),
    .data(
      "mixed forms",
      [
        "{\"prompt\": \"a\", \"completion\": \"b\"}", "{\"text\": \"a\"}", "{\"messages\": []}",
        "{\"instruction\": \"a\", \"output\": \"b\"}",
      ]),
    Mistake(name: "whole file") { _, data, turn in
      switch turn % 4 {
      case 0: data = []
      case 1:
        data = Array(
          "version https://git-lfs.github.com/spec/v1\noid sha256:\(String(repeating: "a", count: 64))\nsize 12\n"
            .utf8)
      case 2: data = [0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xfe]
      default: data += [0xff, 0x0a]
      }
    },
    Mistake(name: "cut in the middle") { _, data, turn in data.removeLast(5 + turn) },
  ]
}
