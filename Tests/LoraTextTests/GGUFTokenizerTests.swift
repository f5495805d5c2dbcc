import Foundation
import LoraText
import Testing

struct GGUFTokenizerTests {
  @Test(arguments: [
    ("smollm", "smollm/cases.jsonl"), ("llama3", "llama3/cases.jsonl"),
    ("qwen", "qwen/cases.jsonl"), ("llama2", "llama2_scored.jsonl"),
  ])
  func idsEqualTheFolders(name: String, expected: String) throws {
    let tokenizer = try Tokenizer.load(modelPath: Fixture.path(name + ".gguf"))
    let cases: [TokenizerCase] = try Fixture.rows(expected)
    #expect(cases.count == 500)
    for item in cases {
      let tokens = tokenizer.encode(item.text, addSpecialTokens: false)
      #expect(tokens.map(\.id) == item.ids, "\(item.text.debugDescription)")
      #expect(tokenizer.decode(item.ids).utf8.elementsEqual(item.decoded.utf8))
    }
  }

  @Test func specialTokensComeFromTheMetadata() throws {
    let smol = try Tokenizer.load(modelPath: Fixture.path("smollm.gguf"))
    #expect(smol.special.begin == .init(id: 1, text: "<|im_start|>"))
    #expect(smol.special.end == .init(id: 2, text: "<|im_end|>"))
    #expect(smol.encode("a", addSpecialTokens: true).count == 1)
    let llama = try Tokenizer.load(modelPath: Fixture.path("llama2.gguf"))
    #expect(llama.encode("a", addSpecialTokens: true).first?.id == 1)
  }

  @Test func anUnknownPreTokenizerIsRefusedByName() throws {
    var bytes = try Data(contentsOf: Fixture.folder.appending(path: "qwen.gguf"))
    let name = try #require(bytes.range(of: Data("qwen2".utf8)))
    bytes.replaceSubrange(name, with: Data("qwen9".utf8))
    try Fixture.withFolder(["m.gguf": bytes]) { folder in
      let path = folder + "/m.gguf"
      #expect(
        throws: TokenizerError(path: path, .unsupported("tokenizer.ggml.pre 'qwen9'"))
      ) { try Tokenizer.load(modelPath: path) }
    }
  }
}
