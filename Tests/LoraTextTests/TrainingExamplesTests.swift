import Foundation
import LoraText
import Testing

struct TrainingExamplesTests {
  private func record(_ content: TrainingRecord.Content, line: Int = 1) -> TrainingRecord {
    TrainingRecord(source: DataSource(path: "d.jsonl", line: line), content: content)
  }

  private func make(
    _ content: TrainingRecord.Content, _ name: String = "smollm", template: String? = "chatml",
    maxSeqLength: Int = 512, longExamples: LongExamples? = nil, trainOnPrompt: Bool = false
  ) throws -> TrainingExamples {
    try TrainingExamples.make(
      [record(content)], tokenizer: try Fixture.tokenizer(name),
      template: template.flatMap { ChatTemplate(named: $0) }, maxSeqLength: maxSeqLength,
      longExamples: longExamples, trainOnPrompt: trainOnPrompt)
  }

  /// What is trained, run by run, as text.
  private func trained(_ made: TrainingExamples, _ name: String = "smollm") throws -> [String] {
    let view = SampleView(made.examples[0], tokenizer: try Fixture.tokenizer(name))
    return view.spans.filter(\.isTrained).map(\.text)
  }

  private static let chat = TrainingRecord.Content.conversation([
    ChatTurn(.system, "Be kind."), ChatTurn(.user, "Hello"), ChatTurn(.assistant, "Hi 你好☃"),
    ChatTurn(.user, "And now?"), ChatTurn(.assistant, "Bye"),
  ])

  /// Text and ids alike: what a model has no positions for is cut, and whose limit it was is said.
  @Test func theModelsPositionsLimitToo() throws {
    let ids = TrainingRecord.Content.tokens(
      inputIDs: Array(0..<20), labels: [Int32](repeating: -100, count: 9) + Array(9..<20))
    let record = TrainingRecord(source: DataSource(path: "d.jsonl", line: 4), content: ids)
    func make(_ length: Int, _ positions: Int) throws(DataProblems) -> TrainingExamples {
      try .make(
        [record], tokenizer: nil, template: nil, maxSeqLength: length, maxPositions: positions)
    }
    let cut = try make(512, 16)
    #expect(cut.examples.map(\.inputIDs.count) == [16])
    #expect(
      cut.cut.description == "d.jsonl:4: 20 tokens, cut to the model's limit of 16 positions")
    #expect(try make(12, 16).cut.description == "d.jsonl:4: 20 tokens, cut to max_seq_length 12")
    let problems = try #require(throws: DataProblems.self) { try make(512, 8) }
    #expect(
      problems.first[0].message == "the model's limit of 8 positions cuts away all that is trained")
  }

  @Test func everyAnswerAndItsEndTokenIsTrained() throws {
    #expect(
      try trained(try make(Self.chat)) == ["Hi 你好☃<|im_end|>", "Bye<|im_end|>"])
    #expect(
      try trained(try make(Self.chat, "llama3", template: "llama3"), "llama3")
        == ["Hi 你好☃<|eot_id|>", "Bye<|eot_id|>"])
    let llama = try make(Self.chat, "llama2", template: "llama2")
    #expect(try trained(llama, "llama2").map(\.trimmed) == ["Hi 你好☃ </s>", "Bye </s>"])
  }

  @Test func textsEndOnceAndAreTrainedBehindTheFirstToken() throws {
    let tokenizer = try Fixture.tokenizer("llama2")
    let made = try make(.text("Hello there"), "llama2", template: nil)
    let ids = tokenizer.encode("Hello there", addSpecialTokens: true).map { Int32($0.id) } + [2]
    #expect(made.examples[0].inputIDs == ids)
    #expect(made.examples[0].labels == [-100] + ids.dropFirst())
    let ended = try make(.text("Hello there</s>"), "llama2", template: nil)
    #expect(ended.examples[0].inputIDs.last == 2)
    #expect(ended.examples[0].inputIDs.filter { $0 == 2 }.count == 1)
    #expect(
      ended.specialTexts.first.map(\.description) == [
        "d.jsonl:1: the text spells the special token '</s>', and it will be read as one"
      ])
  }

  @Test func completionsAreTrainedUpToTheEnd() throws {
    let made = try make(.prompt("What is it?", completion: " A hat."), template: nil)
    #expect(try trained(made) == [" A hat.<|im_end|>"])
    let whole = try make(
      .prompt("What is it?", completion: " A hat."), template: nil, trainOnPrompt: true)
    #expect(whole.examples[0].labels.dropFirst() == whole.examples[0].inputIDs.dropFirst())
  }

  @Test func anEndTokenThatTheTokenizerAddsIsTrainedToo() throws {
    let folder = Fixture.folder.appending(path: "llama2")
    let text = try String(contentsOf: folder.appending(path: "tokenizer.json"), encoding: .utf8)
    let single =
      #""single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}"#
    try #require(text.contains(single))
    let ending = text.replacingOccurrences(
      of: single, with: single + #",{"SpecialToken":{"id":"</s>","type_id":0}}"#
    ).replacingOccurrences(
      of: #""special_tokens":{"#,
      with: #""special_tokens":{"</s>":{"id":"</s>","ids":[2],"tokens":["</s>"]},"#)
    let config = try Data(contentsOf: folder.appending(path: "tokenizer_config.json"))
    let files = ["tokenizer.json": Data(ending.utf8), "tokenizer_config.json": config]
    let tokenizer = try Fixture.withFolder(files) { try Tokenizer.load(modelPath: $0) }
    let made = try TrainingExamples.make(
      [record(.prompt("What is it?", completion: " A hat."))], tokenizer: tokenizer, template: nil,
      maxSeqLength: 64)
    #expect(made.examples[0].inputIDs.filter { $0 == 2 }.count == 1)
    #expect(made.examples[0].labels.last == 2)
  }

  @Test func instructionsAreATurnOrAlpacasFrame() throws {
    let content = TrainingRecord.Content.instruction("Add", input: "1 2", output: "3", system: nil)
    let tokenizer = try Fixture.tokenizer("smollm")
    let chat = SampleView(try make(content).examples[0], tokenizer: tokenizer)
    #expect(
      chat.spans.map(\.text) == [
        "<|im_start|>user\nAdd\n\n1 2<|im_end|>\n<|im_start|>assistant\n", "3<|im_end|>", "\n",
      ])
    let frame = SampleView(try make(content, template: nil).examples[0], tokenizer: tokenizer)
    #expect(
      frame.spans.map(\.text) == [
        "### Instruction:\nAdd\n\n### Input:\n1 2\n\n### Response:\n", "3<|im_end|>",
      ])
  }

  @Test func whatMaxSeqLengthCutsIsCountedOrRefused() throws {
    let full = try make(Self.chat).examples[0]
    let labelled = full.labels.indices.filter { full.labels[$0] != -100 }
    let lastStart = try #require(labelled.last { !labelled.contains($0 - 1) })
    let cut = try make(Self.chat, maxSeqLength: lastStart + 1)
    #expect(cut.cut.count == 1)
    #expect(cut.examples[0].inputIDs == Array(full.inputIDs[...lastStart]))
    #expect(
      try problem { try make(Self.chat, maxSeqLength: lastStart) }
        == "d.jsonl:1: max_seq_length \(lastStart) cuts answer 2 away: it begins at token "
        + "\(lastStart + 1) of \(full.inputIDs.count)")
    #expect(try make(Self.chat).cut.isEmpty)
  }

  @Test func longExamplesAreWhatTheConfigSays() throws {
    let full = try make(Self.chat).examples[0]
    let labelled = full.labels.indices.filter { full.labels[$0] != -100 }
    let lastStart = try #require(labelled.last { !labelled.contains($0 - 1) })
    let length = full.inputIDs.count
    #expect(
      try problem { try make(Self.chat, maxSeqLength: length - 1, longExamples: .error) }
        == "d.jsonl:1: \(length) tokens, more than max_seq_length \(length - 1)")
    let cut = try make(Self.chat, maxSeqLength: lastStart, longExamples: .cut)
    #expect(cut.examples[0].inputIDs == Array(full.inputIDs[..<lastStart]))
    #expect(cut.cut.count == 1 && cut.dropped.isEmpty)
    #expect(
      try problem { try make(Self.chat, maxSeqLength: labelled[0], longExamples: .cut) }
        == "d.jsonl:1: max_seq_length \(labelled[0]) cuts away all that is trained")
    #expect(
      try problem { try make(Self.chat, maxSeqLength: lastStart, longExamples: .drop) }
        == "d.jsonl: every example is longer than max_seq_length \(lastStart)")
    let short = record(.text("Hello"), line: 2)
    let dropped = try TrainingExamples.make(
      [record(Self.chat), short], tokenizer: try Fixture.tokenizer("smollm"),
      template: ChatTemplate(named: "chatml"), maxSeqLength: lastStart, longExamples: .drop)
    #expect(dropped.examples.map(\.source.line) == [2])
    #expect(dropped.dropped.count == 1 && dropped.cut.isEmpty)
    for policy in [LongExamples.error, .cut, .drop] {
      #expect(try make(Self.chat, maxSeqLength: length, longExamples: policy).examples == [full])
    }
  }

  @Test func maskedAnswersAreReadAndNotLearned() throws {
    let chat = TrainingRecord.Content.conversation([
      ChatTurn(.user, "Hello"), ChatTurn(.assistant, "bad", isTrained: false),
      ChatTurn(.user, "Again"), ChatTurn(.assistant, "good"),
    ])
    #expect(try trained(try make(chat)) == ["good<|im_end|>"])
    let llama = try make(chat, "llama2", template: "llama2")
    #expect(try trained(llama, "llama2").map(\.trimmed) == ["good </s>"])
    let plain = TrainingRecord.Content.conversation([
      ChatTurn(.user, "Hello"), ChatTurn(.assistant, "bad"), ChatTurn(.user, "Again"),
      ChatTurn(.assistant, "good"),
    ])
    #expect(try make(plain).examples[0].inputIDs == make(chat).examples[0].inputIDs)
    let whole = try trained(try make(chat, trainOnPrompt: true))
    #expect(whole.count == 2 && !whole.joined().contains("bad"), "\(whole)")
  }

  /// Whoever writes BOS, there is one.
  @Test func aBOSThatTheTextSpellsIsNotDoubled() throws {
    let plain = try make(.text("Hello there"), "llama2", template: nil).examples[0]
    #expect(plain.inputIDs.filter { $0 == 1 }.count == 1)
    for content in [
      TrainingRecord.Content.text("<s>Hello there</s>"), .prompt("<s>Hello", completion: " there"),
    ] {
      let spelled = try make(content, "llama2", template: nil).examples[0]
      #expect(spelled.inputIDs.first == 1)
      #expect(spelled.inputIDs.filter { $0 == 1 }.count == 1, "\(content)")
      #expect(spelled.inputIDs.filter { $0 == 2 }.count == 1, "\(content)")
    }
    for (name, template, begin) in [("llama2", "llama2", 1), ("llama3", "llama3", -1)] {
      let tokenizer = try Fixture.tokenizer(name)
      let id = begin < 0 ? try #require(tokenizer.special.begin?.id) : begin
      let chat = try make(
        .conversation([ChatTurn(.user, "Hello"), ChatTurn(.assistant, "Hi")]), name,
        template: template)
      #expect(chat.examples[0].inputIDs.filter { $0 == Int32(id) }.count == 1)
      #expect(chat.examples[0].inputIDs.first == Int32(id))
    }
  }

  /// `? ` alone ends with a token that never stands before `the`: the text has ` the`.
  @Test func aPromptThatEndsInsideATokenIsCounted() throws {
    let uneven = try make(.prompt("Is it? ", completion: "the hat."), template: nil)
    #expect(
      uneven.unevenPrompts.first.map(\.description) == [
        "d.jsonl:1: the prompt ends with white space"
      ])
    let even = try make(.prompt("Is it?", completion: " the hat."), template: nil)
    #expect(even.unevenPrompts.isEmpty)
    let inside = try make(.prompt("a t", completion: "he hat"), template: nil)
    #expect(
      inside.unevenPrompts.first.map(\.description) == ["d.jsonl:1: the prompt ends with 'a t'"])
    let chat = try make(
      .conversation([ChatTurn(.user, "Is it? "), ChatTurn(.assistant, "Yes")]))
    #expect(chat.unevenPrompts.isEmpty)
  }

  @Test func aConversationWithoutATemplateIsRefused() throws {
    #expect(
      try problem { try make(Self.chat, template: nil) }
        == "d.jsonl:1: a conversation needs a chat template, and there is none")
  }

  @Test func idsNeedNoTokenizerAndKeepTheirLabels() throws {
    let content = TrainingRecord.Content.tokens(inputIDs: [4, 5, 6], labels: [4, -100, 6])
    let made = try TrainingExamples.make(
      [record(content)], tokenizer: nil, template: nil, maxSeqLength: 8, trainOnPrompt: true)
    #expect(made.examples[0].inputIDs == [4, 5, 6])
    #expect(made.examples[0].labels == [-100, -100, 6])
    #expect(made.examples[0].labelledCount == 1)
    #expect(
      try problem {
        try TrainingExamples.make(
          [record(content, line: 9)], tokenizer: nil, template: nil, maxSeqLength: 2)
      } == "d.jsonl:9: max_seq_length 2 cuts away all that is trained")
  }

  @Test func theSampleShowsTheMaskAndNoControlCharacters() throws {
    let content = TrainingRecord.Content.prompt("A\u{1B}[2J", completion: " hat\nB")
    let view = SampleView(
      try make(content, template: nil).examples[0], tokenizer: try Fixture.tokenizer("smollm"))
    let text = view.description
    #expect(text.hasPrefix("d.jsonl:1: "))
    #expect(text.hasSuffix("\nA\\u{1B}[2J⟦ hat\nB<|im_end|>⟧"))
  }

  private func problem(_ body: () throws -> TrainingExamples) throws -> String? {
    do {
      _ = try body()
      return nil
    } catch let problems as DataProblems {
      return problems.first.first?.description
    }
  }
}
