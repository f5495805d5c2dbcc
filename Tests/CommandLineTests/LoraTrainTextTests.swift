import Foundation
import LoraJSON
import LoraProcess
import LoraWeights
import TestSupport
import Testing

/// Text in, text out: a model with a tokenizer.
struct LoraTrainTextTests {
  let bench: LoraTrainBench
  init() throws { bench = try LoraTrainBench() }

  static let dialogue = """
    {"messages": [{"role": "user", "content": "hello there"}, {"role": "assistant", "content": \
    "good day"}]}
    {"messages": [{"role": "user", "content": "bye"}, {"role": "assistant", "content": "see you"}]}

    """

  @Test func answersAreTrainedAndSampled() throws {
    try bench.folder.write("data.jsonl", Self.dialogue)
    let output = try bench.train(
      ["base_model": "'\(try bench.makeTextModel())'", "chat_template": "chatml"],
      variables: ["GIT_LORA_EVENTS": "journal.jsonl"])
    #expect(output.status == .exited(0), "\(output.errorText)")
    #expect(output.text.contains("⟦good day<|im_end|>⟧"))
    let samples = try bench.events("journal.jsonl").filter { $0["type"]?.string == "sample" }
    #expect(samples.count == 2)
    #expect(samples[0]["prompt"]?.string?.contains("hello there") == true)
    #expect(samples[0]["prompt"]?.string?.contains("good day") == false)
    #expect(samples[0]["path"]?.string == "out/samples/sample-1.md")
    let page = String(decoding: try bench.folder.read("out/samples/sample-1.md"), as: UTF8.self)
    #expect(page.contains("## Base model") && page.contains("## With the adapter"))
  }

  @Test func longExamplesAreCutWithAWarning() throws {
    try bench.folder.write(
      "data.jsonl", #"{"text": "\#(String(repeating: "hello there ", count: 30))"}"#)
    let output = try bench.train(
      ["base_model": "'\(try bench.makeTextModel())'", "max_seq_length": "16"],
      variables: ["GIT_LORA_EVENTS": "journal.jsonl"])
    #expect(output.status == .exited(0), "\(output.errorText)")
    #expect(output.text.contains("warning: 1 of 1 examples"))
    #expect(try bench.events("journal.jsonl").contains { $0["type"]?.string == "warning" })
  }

  @Test func tokenizePrintsIDsLineByLine() throws {
    let model = try bench.makeTextModel()
    let cases = try String(
      contentsOfFile: LoraTrainBench.tests + "/LoraTextTests/Fixtures/smollm/cases.jsonl",
      encoding: .utf8
    ).split(separator: "\n").prefix(300).map { try JSONValue(parsing: String($0)) }
    let texts = cases.compactMap { $0["text"]?.string }
    #expect(texts.count > 100)
    let input = texts.map { JSONValue.string($0).text() + "\n" }.joined()
    let output = try bench.run(["tokenize", "--model", model, "--json-strings"], input: input)
    let printed = output.text.split(separator: "\n").map { try? JSONValue(parsing: String($0)) }
    #expect(printed == cases.map { $0["with_special"] })
    let plain = try bench.run(["tokenize", "--model", model], input: "hello\r\n\nthere")
    #expect(plain.text.split(separator: "\n").count == 3)
  }

  @Test func chatPromptUsesTheTemplate() throws {
    let model = try bench.makeTextModel()
    let chat = try bench.run([
      "generate", "--model", model, "--chat", "--chat-template", "chatml", "--prompt", "hello",
      "--json",
    ])
    let tokens = try bench.run(
      ["tokenize", "--model", model, "--json-strings"],
      input: #""<|im_start|>user\nhello<|im_end|>\n<|im_start|>assistant\n""#)
    let answer = try JSONValue(parsing: chat.text)
    #expect(answer["prompt_ids"] == (try JSONValue(parsing: tokens.text)))
    #expect(answer["text"]?.string != nil)
    let none = try bench.run(["generate", "--model", model, "--chat", "--prompt", "hello"])
    #expect(none.status == .exited(64))
    #expect(none.errorText.contains("--chat-template"))
  }

  /// The template's end of a turn stops a chat even where the model's EOS is another token.
  @Test func aChatStopsAtTheTemplatesEndOfTurn() throws {
    let model = try bench.makeModel(saying: 2)
    func newIDs(_ arguments: String...) throws -> JSONValue? {
      let output = try bench.run(
        ["generate", "--model", model, "--prompt", "hello", "--json", "--max-tokens", "5"]
          + arguments)
      #expect(output.status == .exited(0), "\(output.errorText)")
      return try JSONValue(parsing: output.text)["new_ids"]
    }
    #expect(try newIDs("--chat", "--chat-template", "chatml") == .array([.integer(2)]))
    #expect(try newIDs() == .array(Array(repeating: .integer(2), count: 5)))
    #expect(
      try newIDs("--chat", "--chat-template", "mistral")
        == .array(Array(repeating: .integer(2), count: 5)))
  }

  @Test func whatTheDataCannotDoIsAWarning() throws {
    try bench.folder.write("data/train.jsonl", Self.dialogue)
    try bench.folder.write("data/valid.jsonl", Self.dialogue)
    try bench.folder.write("data/LICENSE.txt", "MIT\n")
    try bench.folder.write("data/more.jsonl", #"{"prompt": "hello ", "completion": "there"}"#)
    let output = try bench.train(
      [
        "base_model": "'\(try bench.makeTextModel())'", "chat_template": "llama3",
        "train_data_dir": "data", "max_seq_length": "50", "long_examples": "drop",
      ], variables: ["GIT_LORA_EVENTS": "journal.jsonl"])
    #expect(output.status == .exited(0), "\(output.errorText)")
    let warnings = try bench.events("journal.jsonl").filter { $0["type"]?.string == "warning" }
      .compactMap { $0["message"]?.string }
    for words in [
      "held out by name and not trained on: valid.jsonl", "LICENSE.txt (documentation)",
      "the prompt of 1 of ", "no token <|start_header_id|>, <|end_header_id|>, <|eot_id|>",
    ] {
      #expect(warnings.contains { $0.contains(words) }, "\(words)")
      #expect(output.text.contains(words))
    }
  }

  @Test func goingOnFromAnAdapterKeepsItsScale() throws {
    #expect(try bench.train(["lora_alpha": "16", "use_rslora": "true"]).status == .exited(0))
    func config(_ folder: String) throws -> JSONValue {
      try JSONValue(
        parsing: String(
          decoding: try bench.folder.read(folder + "/adapter_config.json"), as: UTF8.self))
    }
    let start = ["init_lora_weights": "out", "output_dir": "next"]
    let kept = try bench.train(start)
    #expect(kept.status == .exited(0) && !kept.text.contains("warning"), "\(kept.errorText)")
    #expect(try config("next")["lora_alpha"]?.integer == 16)
    #expect(try config("next")["use_rslora"]?.bool == true)
    #expect(kept.text.contains("scale 8"))
    let other = try bench.train(start.merging(["output_dir": "b", "lora_alpha": "7"]) { $1 })
    #expect(other.status == .exited(0))
    #expect(other.text.contains("warning: 'lora_alpha' is 7"))
    #expect(try config("b")["lora_alpha"]?.integer == 7)
    let file = start.merging(
      ["init_lora_weights": "out/adapter_model.safetensors", "output_dir": "c"]) { $1 }
    #expect(try bench.train(file).status == .exited(0))
  }
}
