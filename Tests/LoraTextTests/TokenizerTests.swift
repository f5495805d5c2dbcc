import LoraText
import Testing

/// A text, and what the `tokenizers` library makes of it.
struct TokenizerCase: Decodable {
  var text: String
  var ids: [Int]
  var with_special: [Int]
  var decoded: String
}

struct TokenizerTests {
  static let names = ["smollm", "gpt2", "llama3", "qwen", "llama2", "llama2_metaspace"]

  @Test(arguments: names)
  func idsAndTextsEqualTheTokenizersLibrary(name: String) throws {
    let tokenizer = try Fixture.tokenizer(name)
    let cases: [TokenizerCase] = try Fixture.rows(name + "/cases.jsonl")
    #expect(cases.count == 500)
    for item in cases {
      let ids = tokenizer.encode(item.text, addSpecialTokens: false).map(\.id)
      #expect(ids == item.ids, "\(item.text.debugDescription)")
      let withSpecial = tokenizer.encode(item.text, addSpecialTokens: true).map(\.id)
      #expect(withSpecial == item.with_special, "\(item.text.debugDescription)")
      #expect(tokenizer.decode(ids).utf8.elementsEqual(item.decoded.utf8))
    }
  }

  @Test(arguments: names)
  func byteRangesCoverTheTextInOrder(name: String) throws {
    let tokenizer = try Fixture.tokenizer(name)
    let cases: [TokenizerCase] = try Fixture.rows(name + "/cases.jsonl")
    for item in cases {
      var covered = 0
      for token in tokenizer.encode(item.text, addSpecialTokens: true) {
        #expect(token.bytes.lowerBound <= covered)
        #expect(token.bytes.upperBound >= covered || token.bytes.isEmpty)
        covered = max(covered, token.bytes.upperBound)
      }
      #expect(covered == item.text.utf8.count)
    }
  }

  @Test func aByteLevelTokenStandsForExactlyItsBytes() throws {
    let tokenizer = try Fixture.tokenizer("smollm")
    let text = "we've 42 ☃<|im_end|>"
    let bytes = Array(text.utf8)
    for token in tokenizer.encode(text, addSpecialTokens: false) {
      let alone = tokenizer.decode([token.id])
      #expect(alone == String(decoding: bytes[token.bytes], as: UTF8.self))
    }
  }
}
