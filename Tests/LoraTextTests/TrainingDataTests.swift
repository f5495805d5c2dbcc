import Foundation
import LoraText
import Testing

struct TrainingDataTests {
  private func read(_ name: String, _ content: Data) throws -> Result<TrainingData, DataProblems> {
    try Fixture.withFolder([name: content]) { folder in
      do throws(DataProblems) {
        return .success(try TrainingData.read(folder + "/" + name))
      } catch {
        return .failure(error)
      }
    }
  }

  private func contents(_ name: String, _ text: String) throws -> [TrainingRecord.Content] {
    try read(name, Data(text.utf8)).get().records.map(\.content)
  }

  /// `line:column: message` of each problem.
  private func problems(_ name: String, _ content: Data) throws -> [String] {
    guard case .failure(let problems) = try read(name, content) else { return [] }
    return problems.first.map {
      let place = [$0.line, $0.column].compactMap { $0.map { "\($0):" } }.joined()
      return place + ($0.line == nil ? "" : " ") + $0.message
    }
  }

  @Test func everyFormIsRead() throws {
    #expect(
      try contents("a.txt", "\u{FEFF}one\r\n\n  two\n") == [.text("one"), .text("  two")])
    #expect(
      try contents("a.jsonl", #"{"text": "x\u00e9\n", "id": 7}"#) == [.text("xé\n")])
    #expect(
      try contents("a.jsonl", #"{"prompt": "p", "completion": " c"}"#)
        == [.prompt("p", completion: " c")])
    #expect(
      try contents("a.jsonl", #"{"instruction": "i", "input": "", "output": "o"}"#)
        == [.instruction("i", input: "", output: "o", system: nil)])
    #expect(
      try contents(
        "a.json",
        """
        [{"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "u"},
          {"role": "assistant", "content": "a"}]},
         {"messages": [{"role": "user", "content": "u"}, {"role": "assistant", "content": "a"}]}]
        """) == [
          .conversation([ChatTurn(.system, "s"), ChatTurn(.user, "u"), ChatTurn(.assistant, "a")]),
          .conversation([ChatTurn(.user, "u"), ChatTurn(.assistant, "a")]),
        ])
    #expect(
      try contents(
        "a.jsonl",
        #"{"conversations": [{"from": "human", "value": "u"}, {"from": "gpt", "value": "a"}]}"#)
        == [.conversation([ChatTurn(.user, "u"), ChatTurn(.assistant, "a")])])
    #expect(
      try contents("a.jsonl", #"{"input_ids": [1, 2], "labels": [-100, 2]}"#)
        == [.tokens(inputIDs: [1, 2], labels: [-100, 2])])
  }

  @Test(arguments: [
    (#"{"text": "a" "b"}"#, "1:14: expected ',' or '}'"),
    (#"{"text": "你好", }"#, "1:16: expected a key in double quotes"),
    (#"{"text": "a"#, "1:12: the string is not closed"),
    (#"{"text": NaN}"#, "1:10: expected a value"),
    (#"{"text": "\ud800"}"#, "1:13: half of a surrogate pair is no character"),
    (
      "{\"text\": \"a\tb\"}",
      "1:12: a control character inside a string must be written as an escape such as \\n"
    ),
    ("{\"text\": \"a\u{0} and more\"}", "1:12: the line holds a NUL character"),
    ("[1]", "1: expected an object in braces, found a number"),
    ("hello", "1:1: expected a value"),
    (#"{"text": 5}"#, "1: 'text' must be a string, found a number"),
    (#"{"text": " \n "}"#, "1: 'text' is empty"),
    (#"{"text": "a", "text": "b"}"#, "1: the key 'text' occurs twice"),
    (#"{"text": "a", "messages": []}"#, "1: 'messages' is empty"),
    (
      #"{"instruction": "a", "output": "b", "prompt": "c", "completion": "d"}"#,
      "1: the line mixes the forms alpaca ('instruction') and prompt/completion ('prompt')"
    ),
    (#"{"mesages": []}"#, "1: unknown key 'mesages'"),
    (#"{"\u001b[31m": 1}"#, "1: no known form has the key '\\u{1B}[31m'"),
    (#"{"instruction": "i", "output": ""}"#, "1: 'output' is empty"),
    (
      #"{"instruction": "i", "output": "o", "history": [["q", "a"]]}"#,
      "1: the key 'history' is not read by lora-train yet"
    ),
    (#"{"prompt": "p"}"#, "1: 'completion' is missing"),
    (#"{"messages": {}}"#, "1: 'messages' must be a list, found an object"),
    (#"{"messages": []}"#, "1: 'messages' is empty"),
    (
      #"{"messages": [{"role": "user", "content": "u"}]}"#,
      "1: the conversation ends without an answer of the assistant"
    ),
    (
      #"{"messages": [{"role": "assistant", "content": "a"}]}"#,
      "1: message 1 is from the assistant, where the user should speak"
    ),
    (
      #"{"messages": [{"role": "user", "content": "u"}, {"role": "assistant", "content": ""}]}"#,
      "1: messages[1]: 'content' is empty"
    ),
    (#"{"messages": [{"role": "bot", "content": "u"}]}"#, "1: messages[0]: unknown role 'bot'"),
    (
      #"{"conversations": [{"value": "u"}]}"#,
      "1: conversations[0]: 'role' is missing or no string"
    ),
    (
      #"{"input_ids": [1, 2], "labels": [1]}"#,
      "1: 'labels' has 1 entries, 'input_ids' has 2"
    ),
    (#"{"input_ids": [1, -2], "labels": [1, 2]}"#, "1: input_ids[1] is -2, which is no token id"),
    (
      #"{"input_ids": [1, 2.0], "labels": [1, 2]}"#,
      "1: input_ids[1] must be an integer, found a number"
    ),
    (
      #"{"input_ids": [1, 2], "labels": [5, -100]}"#,
      "1: no label is trained: all behind the first are -100"
    ),
    (#"{"input_ids": [1, 2]}"#, "1: 'labels' is missing"),
    (
      #"{"instruction": "i", "output": "o", "instrution": "x"}"#, "1: unknown key 'instrution'"
    ),
    (#"{"instruction": "i", "inptu": "x", "output": "o"}"#, "1: unknown key 'inptu'"),
    (#"{"text": "a", "Text": "b"}"#, "1: unknown key 'Text'"),
    (#"{"messages": [], "sytem": "x"}"#, "1: unknown key 'sytem'"),
  ])
  func aBadLineIsNamedWithItsPlace(line: String, problem: String) throws {
    #expect(try problems("a.jsonl", Data(line.utf8)).first == problem)
  }

  @Test func theUsersOwnNotesAreNoMisspellings() throws {
    let line =
      #"{"instruction": "i", "output": "o", "id": 7, "source": "x", "category": "a", "lang": "en"}"#
    #expect(try contents("a.jsonl", line).count == 1)
  }

  @Test func allProblemsComeAtOnceAndTheirNumberIsBounded() throws {
    let lines = [
      #"{"text": "good"}"#, "{", "", #"{"text": 1}"#, #"{"prompt":"p","completion":"c"}"#,
    ]
    #expect(
      try problems("a.jsonl", Data(lines.joined(separator: "\r\n").utf8)) == [
        "2:2: expected a key in double quotes",
        "4: 'text' must be a string, found a number",
        "5: the form is prompt/completion, but line 1 began with text",
      ])
    let many = Data(String(repeating: "{}\n", count: 500).utf8)
    guard case .failure(let problems) = try read("a.jsonl", many) else {
      Issue.record("500 empty objects were read")
      return
    }
    #expect(problems.count == 500 && problems.first.count == 20)
    #expect(problems.description.hasSuffix("… and 480 more"))
  }

  @Test func filesThatAreNoDataAreNamed() throws {
    let oid = String(repeating: "0", count: 64)
    let lfs = Data(
      "version https://git-lfs.github.com/spec/v1\noid sha256:\(oid)\nsize 3\n".utf8)
    #expect(
      try problems("a.jsonl", lfs) == ["this is a Git LFS pointer, not the data it stands for"])
    #expect(try problems("a.jsonl", Data()) == ["the file is empty"])
    #expect(try problems("a.jsonl", Data("\n\n".utf8)) == ["the file holds no example"])
    #expect(try problems("a.json", Data("[]".utf8)) == ["the file holds no example"])
    #expect(
      try problems("a.txt", Data("GGUF....".utf8)) == ["this is a GGUF model, not training text"])
    #expect(
      try problems("a.jsonl", Data([0xFF, 0xFE, 0x7B, 0])) == ["the file is UTF-16"])
    #expect(
      try problems("a.txt", Data("ok\n你\u{FF}".utf8) + Data([0xC3, 0x28]))
        == ["2:3: the line is not valid UTF-8"])
    #expect(
      try problems("a.safetensors", Data([8, 0, 0, 0, 0, 0, 0, 0]) + Data("{\"a\":{}}".utf8))
        == ["this is a safetensors file, not training text"])
    #expect(try problems("a.csv", Data("a,b".utf8)) == ["this is a CSV table, which is not read"])
    #expect(try problems("a.dat", Data("a,b".utf8)) == ["the file's name says not how to read it"])
    #expect(
      try problems("a.txt", Data(#"{"text": "a"}"#.utf8))
        == ["1: the lines are JSON, and a .txt file's lines are trained as they stand"])
    let list = Data("[{\"text\": \"a\"},\n {\"text\": }]".utf8)
    #expect(try problems("a.json", list) == ["2:11: expected a value"])
  }

  @Test func aFolderIsReadInTheOrderOfItsPaths() throws {
    let files = [
      "b.txt": "2", "a/z.txt": "1", "c.jsonl": #"{"text": "3"}"#, ".hidden.txt": "no",
      "x.png": "no",
    ].mapValues { Data($0.utf8) }
    try Fixture.withFolder(files) { folder in
      let data = try TrainingData.read(folder)
      #expect(data.records.map(\.content) == [.text("1"), .text("2"), .text("3")])
      #expect(data.listing.passedOver.map(\.path) == ["x.png"])
      #expect(data.needsTokenizer)
    }
    try Fixture.withFolder(["x.png": Data()]) { folder in
      #expect(throws: DataProblems.self) { try TrainingData.read(folder) }
    }
  }

  @Test func idsMustBeBelowTheVocabularySize() throws {
    let data = try read(
      "a.jsonl", Data(#"{"input_ids": [1, 9], "labels": [1, 9]}"#.utf8)
    ).get()
    try data.checkIDs(below: 10)
    #expect(!data.needsTokenizer)
    #expect(throws: DataProblems.self) { try data.checkIDs(below: 9) }
  }
}
