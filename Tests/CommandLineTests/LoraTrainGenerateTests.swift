import LoraJSON
import LoraProcess
import LoraWeights
import TestSupport
import Testing

struct LoraTrainGenerateTests {
  let bench: LoraTrainBench
  init() throws { bench = try LoraTrainBench() }

  private func run(_ arguments: [String]) throws -> Output {
    try bench.run(["generate", "--model", LoraTrainBench.llama] + arguments)
  }

  private func generate(_ arguments: String...) throws -> JSONValue {
    let output = try run(["--json"] + arguments)
    #expect(output.status == .exited(0), "\(output.errorText)")
    return try JSONValue(parsing: output.text)
  }

  /// With a cache each token costs one position; without, the whole prompt is run again.
  @Test func greedyTokensAreThoseOfTheFullForward() throws {
    #expect(try bench.train(["epochs": "20"]).status == .exited(0))
    let answer = try generate(
      "--adapter", "out", "--prompt-ids", "1,20,21", "--max-tokens", "5")
    let new = (answer["new_ids"]?.array ?? []).compactMap(\.integer)
    #expect(!new.isEmpty)
    var prompt = [1, 20, 21]
    for token in new {
      let ids = prompt.map(String.init).joined(separator: ",")
      _ = try generate(
        "--adapter", "out", "--prompt-ids", ids, "--max-tokens", "0", "--logits", "logits")
      let logits = try SafetensorsFile(path: bench.path + "/logits").tensor("logits")
      #expect(logits.shape == [prompt.count, 64])
      let last = Array(logits.floats().suffix(64))
      #expect(last.firstIndex(of: last.max() ?? 0) == token)
      prompt.append(token)
    }
  }

  @Test func seedDecidesTheDraws() throws {
    func draw(_ seed: String) throws -> JSONValue? {
      try generate("--prompt-ids", "1,2", "--temperature", "5", "--seed", seed)["new_ids"]
    }
    #expect(try draw("1") == draw("1"))
    #expect(try draw("1") != draw("2"))
  }

  @Test(arguments: [
    ["--prompt-ids", "1,64"], ["--prompt-ids", "x"], ["--prompt-ids", ""], [],
    ["--prompt-ids", "1", "--prompt", "x"], ["--prompt-ids", "1", "--temperature", "0"],
    ["--prompt-ids", "1", "--max-tokens", "1000"], ["--prompt-ids", "1", "--chat"],
    ["--prompt-ids", "1", "--adapter", "nowhere"],
  ])
  func wrongUseIsRefused(arguments: [String]) throws {
    let output = try run(arguments)
    #expect([.exited(64), .exited(65)].contains(output.status))
    #expect(!output.errorText.isEmpty)
  }
}
