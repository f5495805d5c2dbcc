import Foundation
import LoraText
import Testing

/// The shapes in which public data sets come.
struct RecordShapeTests {
  private static let turns = #"{"role":"user","content":"u"},{"role":"assistant","content":"a"}"#
  private static let chat = TrainingRecord.Content.conversation([
    ChatTurn(.user, "u"), ChatTurn(.assistant, "a"),
  ])
  private static let task = TrainingRecord.Content.instruction(
    "i", input: "", output: "o", system: nil)

  private func read(_ text: String, as name: String = "d.jsonl") throws -> TrainingData {
    try Fixture.withFolder([name: Data(text.utf8)]) { folder in
      try TrainingData.read(folder + "/" + name)
    }
  }

  private func problem(_ text: String, as name: String = "d.jsonl") -> DataProblem? {
    do {
      _ = try read(text, as: name)
      return nil
    } catch let problems as DataProblems {
      return problems.first.first
    } catch {
      Issue.record(error)
      return nil
    }
  }

  @Test(arguments: [
    #"{"prompt": "u", "prompt_id": "7", "messages": [T]}"#,
    #"{"messages": [T], "text": "<|im_start|>user…"}"#,
    #"{"messages": [T], "tools": null, "images": [], "chosen": "", "message_id": 4}"#,
    #"{"conversations": [T], "id": "x", "source": "y", "category": "z", "conversation_id": 3}"#,
    #"{"conversations": [{"from": "human", "value": "u"}, {"from": "gpt", "value": "a"}]}"#,
    #"{"messages": [{"from": "user", "value": "u"}, {"from": "chatgpt", "value": "a"}]}"#,
    #"{"dialogue": [T], "conversationId": "c"}"#,
    #"{"conversation": [T], "system": ""}"#,
    #"{"messages": [{"role": "user", "content": [{"type": "text", "text": "u"}]}, {"role": "assistant", "content": "a", "tool_calls": null, "weight": 1, "name": "b"}]}"#,
  ])
  func conversations(line: String) throws {
    let line = line.replacingOccurrences(of: "T", with: Self.turns)
    #expect(try read(line).records.map(\.content) == [Self.chat])
  }

  @Test(arguments: [
    #"{"instruction": "i", "input": "", "output": "o", "text": "Below is …"}"#,
    #"{"instruction": "i", "output": "o", "history": [], "system": null, "input": null}"#,
    #"{"instruction": "i", "context": "", "response": "o", "category": "open_qa"}"#,
    #"{"instruction": "i", "output": "o", "prompt": "rendered", "label": 3, "loss": 2.5}"#,
  ])
  func instructions(line: String) throws {
    #expect(try read(line).records.map(\.content) == [Self.task])
  }

  @Test func otherColumnsOfTheSameForms() throws {
    let system =
      #"{"system": "s", "conversations": [{"from": "human", "value": "u"}, {"from": "gpt", "value": "a"}]}"#
    #expect(
      try read(system).records.map(\.content)
        == [
          .conversation([ChatTurn(.system, "s"), ChatTurn(.user, "u"), ChatTurn(.assistant, "a")])
        ])
    #expect(
      try read(#"{"prompt": "p", "response": "r", "text": "p r"}"#).records.map(\.content)
        == [.prompt("p", completion: "r")])
    #expect(
      try read(#"{"input_ids": [1, 2], "labels": [1, 2], "attention_mask": [1, 1], "text": "x"}"#)
        .records.map(\.content) == [.tokens(inputIDs: [1, 2], labels: [1, 2])])
    let pair =
      #"{"prompt": [{"role": "user", "content": "u"}], "completion": [{"role": "assistant", "content": "a"}]}"#
    #expect(
      try read(pair).records.map(\.content)
        == [.conversation([ChatTurn(.user, "u", isTrained: false), ChatTurn(.assistant, "a")])])
  }

  /// An empty system message is one: a template's own must not take its place.
  @Test func anEmptySystemMessageStays() throws {
    let line = #"{"messages": [{"role": "system", "content": ""}, T]}"#
      .replacingOccurrences(of: "T", with: Self.turns)
    let wanted = [ChatTurn(.system, ""), ChatTurn(.user, "u"), ChatTurn(.assistant, "a")]
    #expect(try read(line).records.map(\.content) == [.conversation(wanted)])
  }

  @Test(arguments: ["train", "training", "trainable", "loss", "weight"], ["false", "0"])
  func messagesThatAreNotToBeLearnedAreMasked(key: String, value: String) throws {
    let line =
      #"{"messages": [\#(Self.turns.dropLast()), "\#(key)": \#(value)}, \#(Self.turns.dropLast()), "\#(key)": true}]}"#
    #expect(
      try read(line).records.map(\.content) == [
        .conversation([
          ChatTurn(.user, "u"), ChatTurn(.assistant, "a", isTrained: false), ChatTurn(.user, "u"),
          ChatTurn(.assistant, "a"),
        ])
      ])
    let none = #"{"messages": [\#(Self.turns.dropLast()), "\#(key)": \#(value)}]}"#
    #expect(problem(none)?.message == "no message is to be learned")
  }

  @Test(arguments: [
    (#"{"prompt": "p", "completion": "c", "label": false}"#, "'label' says that this example"),
    (#"{"text": "x", "train": false}"#, "'train' says that this example"),
    (#"{"text": "x", "weight": 0.5}"#, "'weight' gives examples a weight"),
    (#"{"prompt": "p", "chosen": "a", "rejected": "b"}"#, "'chosen' belongs to pairs"),
    (#"{"messages": [T], "rejected": "b"}"#, "'rejected' belongs to pairs"),
    (#"{"messages": [T], "images": ["a.png"]}"#, "'images' is not text"),
    (#"{"messages": [T], "tools": [{"name": "f"}]}"#, "the key 'tools' is not read"),
    (
      #"{"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": "x"}]}]}"#,
      "messages[0].content[0] is a part of the type 'image_url'"
    ),
    (
      #"{"messages": [{"role": "user", "content": "u", "train": true}, {"role": "assistant", "content": "a"}]}"#,
      "messages[0]: 'train' asks to learn what the user says"
    ),
    (
      #"{"messages": [{"role": "user", "content": "u"}, {"role": "assistant", "content": "a", "weight": 0.5}]}"#,
      "messages[1]: 'weight' is neither true nor false"
    ),
    (
      #"{"messages": [{"role": "user", "content": "u"}, {"role": "assistant", "content": "a", "tool_calls": [{"id": 1}]}]}"#,
      "messages[1]: the key 'tool_calls' is not read"
    ),
    (
      #"{"message_id": "m", "parent_id": null, "text": "hello", "role": "prompter"}"#,
      "this is one message of a tree"
    ),
    (#"{"dialog": ["hello", "hi"]}"#, "dialog[0] must be an object"),
    (#"{"question": "q", "answer": "a"}"#, "no known form has the key 'question'"),
    (
      #"{"input_ids": [1, 2], "labels": [1, 2], "attention_mask": [0, 1]}"#,
      "the key 'attention_mask'"
    ),
  ])
  func whatWouldChangeTheTrainingIsRefused(line: String, words: String) {
    let line = line.replacingOccurrences(of: "T]", with: Self.turns + "]")
    #expect(problem(line)?.message.hasPrefix(words) == true, "\(String(describing: problem(line)))")
  }

  @Test func labelTrueIsAGoodExample() throws {
    let line = #"{"prompt": "p", "completion": "c", "label": true}"#
    #expect(try read(line).records.count == 1)
  }

  @Test func listsAndSpreadObjectsAreRead() throws {
    let objects = "{\n  \"text\": \"a\"\n}\n\n{\n  \"text\": \"b\"\n}\n"
    let wanted: [TrainingRecord.Content] = [.text("a"), .text("b")]
    let spread = try read(objects, as: "d.json").records
    #expect(spread.map(\.content) == wanted)
    #expect(spread.map(\.source.line) == [1, 5])
    let list = "[\n  {\"text\": \"a\"},\n  {\"text\": \"b\"}\n]"
    for name in ["d.json", "d.jsonl"] {
      #expect(try read(list, as: name).records.map(\.content) == wanted)
    }
    let lines = "{\"text\": \"a\"}\n{\"text\": }\n"
    #expect(problem(lines, as: "d.json")?.line == 2)
  }

  @Test(arguments: [
    ("d.csv", "CSV", "csv.DictReader"), ("d.tsv", "TSV", "csv.DictReader"),
    ("d.parquet", "Parquet", "read_parquet"), ("d.arrow", "Arrow", "from_file"),
    ("d.xlsx", "spreadsheet", "read_excel"), ("d.jsonl.gz", "gzip", "gunzip"),
    ("it's.csv", "CSV", "'\\''"),
  ])
  func foreignFormatsNameTheWayOut(name: String, format: String, command: String) throws {
    let found = try #require(problem("instruction,output\na,b\n", as: name))
    #expect(found.message.contains(format))
    #expect(found.hint?.contains(command) == true)
  }
}
