import Foundation
import LoraText
import Testing

/// Tokenizers from strangers: bounded in time, memory and words.
struct HostileTokenizerTests {
  /// Loads the fixture after `edit` has changed the top object of its tokenizer.json.
  private func load(
    _ fixture: String = "smollm", config: String? = nil, _ edit: (inout [String: Any]) -> Void
  ) throws -> Tokenizer {
    let file = Fixture.folder.appending(path: fixture + "/tokenizer.json")
    var object = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    edit(&object)
    var files = ["tokenizer.json": try JSONSerialization.data(withJSONObject: object)]
    files["tokenizer_config.json"] = config.map { Data($0.utf8) }
    return try Fixture.withFolder(files) { try Tokenizer.load(modelPath: $0) }
  }

  private func problem(_ edit: (inout [String: Any]) -> Void) throws -> String {
    try #require(throws: TokenizerError.self) { _ = try load("smollm", edit) }.description
  }

  private static func replace(_ old: String, _ new: String) -> [String: Any] {
    ["type": "Replace", "pattern": ["String": old], "content": new]
  }

  private static func sequence(_ key: String, _ steps: [Any]) -> [String: Any] {
    ["type": "Sequence", key: steps]
  }

  /// Thirty doublings make a letter a thousand million.
  @Test(arguments: [("normalizer", "normalizers"), ("decoder", "decoders")])
  func stepsThatTogetherLengthenTextAreRefused(part: String, list: String) throws {
    let doublings = Array(repeating: Self.replace("o", "oo"), count: 30)
    let words = try problem { $0[part] = Self.sequence(list, doublings) }
    #expect(words.contains("a \(part) of so many steps, or one that lengthens text so much"))
    let nested = try problem {
      $0[part] = Self.sequence(
        list, Array(repeating: Self.sequence(list, Array(doublings[..<6])), count: 5))
    }
    #expect(nested.contains("lengthens text so much"))
    let long = try problem { $0[part] = Self.replace("o", String(repeating: "x", count: 100)) }
    #expect(long.contains("lengthens text so much"))
    _ = try load { $0[part] = Self.sequence(list, Array(doublings[..<6])) }
  }

  @Test func stepsWithoutEndAreRefused() throws {
    let digits = Array(repeating: ["type": "Digits", "individual_digits": true], count: 100_000)
    let words = try problem { $0["pre_tokenizer"] = Self.sequence("pretokenizers", digits) }
    #expect(words.contains("a pre_tokenizer of so many steps"))
  }

  @Test(
    arguments: [
      ["start": -1], ["stop": -1], ["start": 1.5], ["stop": "1"],
    ] as [[String: any Sendable]])
  func stripTakesACount(changes: [String: any Sendable]) throws {
    let step: [String: Any] = ["type": "Strip", "content": " ", "start": 0, "stop": 0]
    let words = try problem { $0["decoder"] = step.merging(changes) { $1 } }
    #expect(words.contains("no whole number from 0"))
    let whole = try load { $0["decoder"] = step.merging(["start": Int.max]) { $1 } }
    #expect(whole.decode(whole.encode("a b", addSpecialTokens: false).map(\.id)).isEmpty == false)
  }

  @Test func aFlagOfAnotherKindIsNoDefault() throws {
    let words = try problem {
      $0["pre_tokenizer"] = ["type": "ByteLevel", "add_prefix_space": "false"]
    }
    #expect(words.contains("add_prefix_space is a string, not true or false"))
    let added = try problem {
      $0["added_tokens"] = [["id": 2000, "content": "<x>", "special": "yes"]]
    }
    #expect(added.contains("a flag that is neither true nor false"))
  }

  /// Each entry once replaced its like among all before it, which took a minute for so many.
  @Test func aHundredThousandAddedTokensAreRead() throws {
    let entries = (0..<100_000).map {
      #""\#($0 + 500)":{"content":"<|t\#($0)|>","special":true,"normalized":false}"#
    }
    let config = #"{"added_tokens_decoder":{\#(entries.joined(separator: ","))}}"#
    let tokenizer = try load(config: config) { _ in }
    #expect(tokenizer.addedTokens.count >= 100_000)
    #expect(
      tokenizer.encode("<|t99999|><|t7|>", addSpecialTokens: false).map(\.id) == [100_499, 507])
  }

  @Test func theLastOfEqualAddedTokensCounts() throws {
    let config = """
      {"added_tokens_decoder": {"600": {"content": "<x>"}, "601": {"content": "<x>", "rstrip": true}}}
      """
    let tokenizer = try load(config: config) { _ in }
    #expect(
      tokenizer.encode("<x>  ", addSpecialTokens: false) == [Token(id: 601, bytes: 0..<5)])
  }

  @Test func anAddedTokenIsNoBook() throws {
    let long = String(repeating: "x", count: 200_000)
    let words = try problem { $0["added_tokens"] = [["id": 2000, "content": long]] }
    #expect(words.contains("longer than any model's") && words.utf8.count < 2000)
  }

  @Test func anEmptyAddedTokenIsFoundNowhere() throws {
    let plain = try load { _ in }
    let tokenizer = try load {
      $0["added_tokens"] =
        ($0["added_tokens"] as? [Any] ?? []) + [
          ["id": 2000, "content": "", "normalized": false],
          ["id": 2000, "content": "", "normalized": true],
        ]
    }
    let ids = { (tokenizer: Tokenizer) in tokenizer.encode("a b", addSpecialTokens: true).map(\.id)
    }
    #expect(ids(tokenizer) == ids(plain))
  }

  @Test func aTypeIsQuotedInFewWords() throws {
    let type = String(repeating: "\u{1B}[2J", count: 500_000)
    for part in ["normalizer", "pre_tokenizer", "decoder", "post_processor"] {
      let words = try problem { $0[part] = ["type": type] }
      #expect(words.utf8.count < 2000 && !words.unicodeScalars.contains("\u{1B}"))
      #expect(words.hasSuffix("is not supported"))
    }
  }

  @Test func manySpecialTokensAroundATextAreRefused() throws {
    let words = try problem {
      $0["post_processor"] = [
        "type": "TemplateProcessing",
        "single": [["SpecialToken": ["id": "s"]], ["Sequence": ["id": "A"]]],
        "special_tokens": ["s": ["ids": Array(repeating: 1, count: 100_000)]],
      ]
    }
    #expect(words.contains("adds so many tokens"))
  }

  @Test(arguments: [
    "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja",
  ])
  func aPipeIsNotWaitedFor(name: String) throws {
    let source = Fixture.folder.appending(path: "smollm/tokenizer.json")
    try Fixture.withFolder(["tokenizer.json": Data(contentsOf: source)]) { folder in
      unlink(folder + "/" + name)
      #expect(mkfifo(folder + "/" + name, 0o600) == 0)
      let error = try #require(throws: TokenizerError.self) {
        try Tokenizer.load(modelPath: folder)
      }
      #expect(error.problem == .system("this is not a regular file"))
    }
  }

  @Test func aTemplateIsNoBook() throws {
    let source = Fixture.folder.appending(path: "smollm/tokenizer.json")
    let template = Data(repeating: UInt8(ascii: "x"), count: (4 << 20) + 1)
    let files = ["tokenizer.json": try Data(contentsOf: source), "chat_template.jinja": template]
    try Fixture.withFolder(files) { folder in
      #expect(throws: TokenizerError.self) { try Tokenizer.load(modelPath: folder) }
    }
  }

  /// Each way to cut a token in two was once looked up by hashing both parts: 10¹¹ bytes here.
  @Test func aTokenOf300000BytesIsCutInLinearTime() throws {
    var bytes = try Data(contentsOf: Fixture.folder.appending(path: "llama2.gguf"))
    let key = try #require(bytes.range(of: Data("tokenizer.ggml.tokens".utf8)))
    // Behind the key: the type of the value and of its elements (4 bytes each), the count (8); then
    // each token's length (8) and text. After the special ones and those for bytes come words.
    var first = key.upperBound + 16
    for _ in 0..<270 { first += 8 + Int(bytes[first]) }
    let old = Int(bytes[first])
    let long = Data(repeating: UInt8(ascii: "e"), count: 300_000)
    let length = withUnsafeBytes(of: UInt64(long.count).littleEndian) { Data($0) }
    let before = bytes.count
    bytes.replaceSubrange(first..<first + 8 + old, with: length + long)
    // What follows is aligned to 32 bytes, which the header's end must keep.
    #expect(bytes.count > before)
    try Fixture.withFolder(["m.gguf": bytes]) { folder in
      let tokenizer = try Tokenizer.load(modelPath: folder + "/m.gguf")
      #expect(tokenizer.encode("eee", addSpecialTokens: false).isEmpty == false)
    }
  }
}
