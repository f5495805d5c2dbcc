import Foundation
import LoraText
import Testing

/// Data and tokenizer together, as both programs prepare them.
struct PreparedDataTests {
  private static let chat =
    #"{"messages": [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Hi"}]}"#
  private static let task = #"{"instruction": "Hello", "input": "", "output": "Hi"}"#

  /// The data prepared with a fixture's tokenizer and further files beside it.
  private func prepare(
    _ data: [String: String], model name: String, _ files: [String: String] = [:],
    template: String? = nil, maxSeqLength: Int = 256, longExamples: LongExamples? = nil
  ) throws -> PreparedData {
    var contents = files.mapValues { Data($0.utf8) }
    contents["tokenizer.json"] = try Data(
      contentsOf: Fixture.folder.appending(path: name + "/tokenizer.json"))
    return try Fixture.withFolder(contents) { model in
      try Fixture.withFolder(data.mapValues { Data($0.utf8) }) { folder in
        try PreparedData(
          folder, for: .init(path: model, vocabularySize: 1 << 20, maxPositions: 512),
          .init(
            chatTemplate: template, maxSeqLength: maxSeqLength, longExamples: longExamples,
            trainOnPrompt: false))
      }
    }
  }

  private func template(_ name: String) throws -> String {
    let data = try Data(contentsOf: Fixture.folder.appending(path: "chat/templates.json"))
    let known = try JSONDecoder().decode([[String: String]].self, from: data)
    return try #require(known.first { $0["name"] == name }?["text"])
  }

  private static let end = #"{"eos_token": "<|im_end|>"}"#

  /// A line of alpaca's is a turn of the model's own template, whether or not a conversation lies
  /// beside it.
  @Test func instructionsTakeTheModelsOwnTemplate() throws {
    let model = ["tokenizer_config.json": Self.end, "chat_template.jinja": try template("chatml")]
    let alone = try prepare(["a.jsonl": Self.task], model: "smollm", model)
    let beside = try prepare(
      ["a.jsonl": Self.task, "b.jsonl": Self.chat], model: "smollm", model)
    #expect(alone.made.examples[0].inputIDs == beside.made.examples[0].inputIDs)
    #expect(alone.made.examples[0].inputIDs == beside.made.examples[1].inputIDs)
    #expect(alone.remarks.isEmpty)
    let none = try prepare(["a.jsonl": Self.task], model: "smollm", model, template: "none")
    #expect(none.made.examples[0].inputIDs != alone.made.examples[0].inputIDs)
    let unknown = ["tokenizer_config.json": Self.end, "chat_template.jinja": "{{ 1 }}"]
    #expect(throws: ChatTemplateError.unknownTemplate) {
      try prepare(["a.jsonl": Self.task], model: "smollm", unknown)
    }
    #expect(try prepare(["a.txt": "x"], model: "smollm", unknown).made.examples.count == 1)
  }

  @Test func aNamedTemplateWithoutItsMarksIsTold() throws {
    let config = ["tokenizer_config.json": #"{"eos_token": "</s>"}"#]
    let data = try prepare(["a.jsonl": Self.chat], model: "llama2", config, template: "chatml")
    #expect(data.remarks.count == 1)
    #expect(data.remarks[0].text.contains("no token <|im_start|>, <|im_end|>"))
  }

  @Test func aModelWithoutAnEndIsTold() throws {
    let text = try prepare(["a.txt": "Hello"], model: "smollm")
    #expect(text.remarks.map(\.text).filter { $0.contains("EOS") }.count == 1)
    let model = ["chat_template.jinja": try template("chatml")]
    #expect(try prepare(["a.jsonl": Self.chat], model: "smollm", model).remarks.isEmpty)
    let mistral = try prepare(["a.jsonl": Self.chat], model: "llama2", template: "mistral")
    #expect(mistral.remarks.map(\.text).filter { $0.contains("EOS") }.count == 1)
    let named = ["tokenizer_config.json": Self.end]
    #expect(try prepare(["a.txt": "Hello"], model: "smollm", named).remarks.isEmpty)
  }

  @Test func remarksSayHowManyAndWhere() throws {
    let long = (0..<80).map { "word\($0)" }.joined(separator: " ")
    let data = [
      "train.txt": "Hello\n\(long)\n", "valid.txt": "Hello\n", "README.txt": "Hello\n",
      "x.jsonl": #"{"prompt": "Is it? ", "completion": "the hat"}"#,
    ]
    let model = ["tokenizer_config.json": Self.end]
    for (policy, words) in [(LongExamples.cut, "were cut"), (.drop, "were left out")] {
      let made = try prepare(
        data, model: "smollm", model, maxSeqLength: 64, longExamples: policy)
      let remarks = made.remarks
      #expect(remarks.count == 4)
      #expect(remarks[0].text.hasPrefix("held out by name and not trained on: valid.txt"))
      #expect(remarks[1].text == "not read as training data: README.txt (documentation)")
      #expect(remarks[2].text == "1 of 3 examples are too long and \(words)")
      #expect(remarks[2].places.first.first?.line == 2)
      #expect(remarks[3].text.hasPrefix("the prompt of 1 of "))
    }
  }
}
