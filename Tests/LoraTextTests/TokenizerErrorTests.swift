import Foundation
import LoraText
import Testing

struct TokenizerErrorTests {
  /// Loads a folder whose tokenizer.json is the fixture's with `old` replaced by `new`.
  private func problem(
    _ fixture: String, _ old: String, _ new: String
  ) throws -> TokenizerError.Problem? {
    let file = Fixture.folder.appending(path: fixture + "/tokenizer.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains(old), "\(old)")
    let changed = text.replacingOccurrences(of: old, with: new)
    return try Fixture.withFolder(["tokenizer.json": Data(changed.utf8)]) { folder in
      do {
        _ = try Tokenizer.load(modelPath: folder)
        return nil
      } catch let error as TokenizerError {
        return error.problem
      }
    }
  }

  @Test(arguments: [
    ("qwen", #""type":"NFC""#, #""type":"NFKC""#, "normalizer 'NFKC'"),
    ("smollm", #""type":"Digits""#, #""type":"Punctuation""#, "pre_tokenizer 'Punctuation'"),
    ("smollm", #""type":"BPE""#, #""type":"Unigram""#, "tokenizer model 'Unigram'"),
    ("smollm", #""dropout":null"#, #""dropout":0.1"#, "model.dropout"),
    (
      "gpt2", #""type":"ByteLevel","add_prefix_space":true,"trim"#,
      #""type":"Bert","x":true,"trim"#,
      "pre_tokenizer 'Bert'"
    ),
    ("llama2", #""type":"Fuse""#, #""type":"WordPiece""#, "decoder 'WordPiece'"),
    (
      "llama2", #""type":"TemplateProcessing""#, #""type":"RobertaProcessing""#,
      "post_processor 'RobertaProcessing'"
    ),
    (
      "qwen", #"\\p{N}|"#, #"\\p{N}+|"#,
      #"pre_tokenizer 'Split' with the pattern (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}+| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
    ),
  ])
  func aPartThatIsNotUnderstoodIsRefusedByName(
    fixture: String, old: String, new: String, part: String
  ) throws {
    #expect(try problem(fixture, old, new) == .unsupported(part))
  }

  @Test func brokenFilesAreNamedWithTheirPlace() throws {
    #expect(
      try problem("smollm", #""version":"1.0""#, #""version":1.0.0"#)
        == .malformed("line 1, column 15: expected ',' or '}'"))
    #expect(
      try problem("smollm", #""Ġ t""#, #""Ġ t t""#)
        == .malformed("merge 29 does not join two tokens into a third"))
  }

  @Test func missingTokenizersSayWhatIsThere() throws {
    try Fixture.withFolder(["tokenizer.model": Data([1])]) { folder in
      #expect(
        throws: TokenizerError(
          path: folder,
          .missing(
            "the folder has a tokenizer.model, but no tokenizer.json, which is what is read here"))
      ) { try Tokenizer.load(modelPath: folder) }
    }
    let pointer = """
      version https://git-lfs.github.com/spec/v1
      oid sha256:\(String(repeating: "a", count: 64))
      size 12

      """
    try Fixture.withFolder(["tokenizer.json": Data(pointer.utf8)]) { folder in
      let path = folder + "/tokenizer.json"
      #expect(throws: TokenizerError(path: path, .lfsPointer)) {
        try Tokenizer.load(modelPath: folder)
      }
      #expect(
        TokenizerError(path: path, .lfsPointer).hint == "git lfs pull --include \"\(path)\"")
    }
  }
}
