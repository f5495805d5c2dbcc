import Foundation
import LoraText
import Testing

/// A conversation, and what Jinja made of it with the template of this digest.
struct ChatCase: Decodable {
  struct Message: Decodable {
    var role: String
    var content: String
  }
  var template: String
  var digest: String
  var messages: [Message]
  var add_generation_prompt: Bool
  /// Null where the template refuses.
  var rendered: String?

  var turns: [ChatTurn] {
    messages.map { ChatTurn(ChatRole(rawValue: $0.role) ?? .user, $0.content) }
  }
}

struct ChatTemplateTests {
  static let special = SpecialTokens(
    begin: .init(id: 1, text: "<s>"), end: .init(id: 2, text: "</s>"))

  @Test func renderingEqualsJinja() throws {
    let cases: [ChatCase] = try Fixture.rows("chat/cases.jsonl")
    #expect(cases.count == 90)
    for item in cases {
      let template = try #require(ChatTemplate(digest: item.digest), "\(item.template)")
      guard let rendered = item.rendered else {
        #expect(throws: ChatTemplateError.noSystemMessage) {
          try template.render(item.turns, with: Self.special)
        }
        continue
      }
      let chat = try template.render(
        item.turns, with: Self.special, addGenerationPrompt: item.add_generation_prompt)
      #expect(chat.text == rendered, "\(item.template)")
    }
  }

  @Test func answersAreTheAssistantsWordsAndTheirEndToken() throws {
    let turns = [
      ChatTurn(.user, "Hi 你好"), ChatTurn(.assistant, "亲!"), ChatTurn(.user, "ok"),
      ChatTurn(.assistant, "Bye"),
    ]
    let expected = [
      "chatml": ["亲!<|im_end|>", "Bye<|im_end|>"], "llama3": ["亲!<|eot_id|>", "Bye<|eot_id|>"],
      "llama2": ["亲! </s>", "Bye </s>"], "mistral": ["亲!</s>", "Bye</s>"],
    ]
    for name in ChatTemplate.names {
      let template = try #require(ChatTemplate(named: name))
      let chat = try template.render(turns, with: Self.special)
      let bytes = Array(chat.text.utf8)
      #expect(chat.answers.map { String(decoding: bytes[$0], as: UTF8.self) } == expected[name])
    }
  }

  @Test func templatesAreRecognisedHoweverTheirLineBreaksAreSpelled() throws {
    struct Known: Decodable {
      var name: String
      var text: String
    }
    let data = try Data(contentsOf: Fixture.folder.appending(path: "chat/templates.json"))
    for known in try JSONDecoder().decode([Known].self, from: data) {
      let template = ChatTemplate(recognising: known.text)
      #expect(template != nil, "\(known.name)")
      let escaped = known.text.replacingOccurrences(of: "\n", with: "\\n")
      #expect(ChatTemplate(recognising: escaped + "\r\n") == template)
      #expect(ChatTemplate(recognising: known.text + "!") == nil)
    }
  }

  @Test func theSettingWinsAndAnUnknownTemplateNamesTheWayOut() throws {
    let plain = try Fixture.tokenizer("smollm")
    #expect(try ChatTemplate.choose(setting: nil, for: plain) == nil)
    #expect(try ChatTemplate.choose(setting: "none", for: plain) == nil)
    let chatML = ChatTemplate(named: "chatml")
    #expect(try ChatTemplate.choose(setting: "chatml", for: plain) == chatML)
    #expect(throws: ChatTemplateError.unknownName("zephyr")) {
      try ChatTemplate.choose(setting: "zephyr", for: plain)
    }
    let tokenizer = try Data(
      contentsOf: Fixture.folder.appending(path: "smollm/tokenizer.json"))
    let files = ["tokenizer.json": tokenizer, "chat_template.jinja": Data("{{ 1 }}".utf8)]
    try Fixture.withFolder(files) { folder in
      let unknown = try Tokenizer.load(modelPath: folder)
      #expect(throws: ChatTemplateError.unknownTemplate) {
        try ChatTemplate.choose(setting: nil, for: unknown)
      }
    }
    #expect(
      ChatTemplateError.missingMarks(["<|im_end|>"]).description
        == "the model's chat template needs <|im_end|>, which its tokenizer lacks")
    #expect(
      ChatTemplateError.unknownTemplate.hint
        == "set chat_template to one of chatml, llama2, llama3, mistral or none")
  }

  /// A model's own template needs its tokens; one that the configuration names is taken, and what is
  /// missing can be asked for.
  @Test func marksThatTheTokenizerLacksAreFound() throws {
    let llama = try Fixture.tokenizer("llama2")
    let chatML = try #require(ChatTemplate(named: "chatml"))
    #expect(chatML.missingMarks(in: llama) == ["<|im_start|>", "<|im_end|>"])
    #expect(chatML.missingMarks(in: try Fixture.tokenizer("smollm")).isEmpty)
    let llama3 = try #require(ChatTemplate(named: "llama3"))
    #expect(llama3.missingMarks(in: try Fixture.tokenizer("llama3")).isEmpty)
    #expect(llama3.missingMarks(in: llama).contains("<|eot_id|>"))
    #expect(ChatTemplate(named: "mistral")?.missingMarks(in: llama) == [])
    #expect(try ChatTemplate.choose(setting: "chatml", for: llama) == chatML)

    let known = try String(
      contentsOf: Fixture.folder.appending(path: "chat/templates.json"), encoding: .utf8)
    let templates = try JSONDecoder().decode([[String: String]].self, from: Data(known.utf8))
    let text = try #require(templates.first { $0["name"] == "chatml" }?["text"])
    let files = [
      "tokenizer.json": try Data(
        contentsOf: Fixture.folder.appending(path: "llama2/tokenizer.json")),
      "chat_template.jinja": Data(text.utf8),
    ]
    try Fixture.withFolder(files) { folder in
      let mixed = try Tokenizer.load(modelPath: folder)
      #expect(throws: ChatTemplateError.missingMarks(["<|im_start|>", "<|im_end|>"])) {
        try ChatTemplate.choose(setting: nil, for: mixed)
      }
    }
  }

  /// What ends an answer: the model's own end tokens, EOS, and the template's end of a turn, each once.
  @Test func aTemplatesEndOfTurnStopsToo() throws {
    let qwen = try Fixture.tokenizer("qwen")
    let config = #"{"eos_token": "<|endoftext|>"}"#
    let files = [
      "tokenizer.json": try Data(contentsOf: Fixture.folder.appending(path: "qwen/tokenizer.json")),
      "tokenizer_config.json": Data(config.utf8),
    ]
    let base = try Fixture.withFolder(files) { try Tokenizer.load(modelPath: $0) }
    let end = try #require(base.special.end?.id)
    let turn = try #require(base.id(of: "<|im_end|>"))
    #expect(end != turn)
    #expect(base.stops(with: nil) == [end])
    #expect(base.stops(with: ChatTemplate(named: "chatml")) == [end, turn])
    #expect(base.stops(with: ChatTemplate(named: "mistral")) == [end])
    #expect(qwen.stops(with: ChatTemplate(named: "chatml")) == [turn])
  }
}
