import Foundation
import LoraText
import Testing

struct TokenizerFolderTests {
  private func load(
    _ fixture: String, _ files: [String: String]
  ) throws -> Tokenizer {
    var contents = files.mapValues { Data($0.utf8) }
    contents["tokenizer.json"] = try Data(
      contentsOf: Fixture.folder.appending(path: fixture + "/tokenizer.json"))
    return try Fixture.withFolder(contents) { try Tokenizer.load(modelPath: $0) }
  }

  @Test func stopsComeFromTheGenerationConfigFirst() throws {
    let config = #"{"eos_token": "<|im_end|>"}"#
    let tokenizer = try load("smollm", ["tokenizer_config.json": config])
    #expect(tokenizer.special.stops == [2])
    let generation = #"{"eos_token_id": [2, 0]}"#
    let both = try load(
      "smollm", ["tokenizer_config.json": config, "generation_config.json": generation])
    #expect(both.special.stops == [2, 0])
    #expect(both.special.end == .init(id: 2, text: "<|im_end|>"))
  }

  @Test func specialTokensAreReadInEverySpelling() throws {
    let object = #"{"bos_token": {"content": "<s>", "lstrip": false}, "eos_token": null}"#
    let map = #"{"eos_token": "</s>", "pad_token": "</s>"}"#
    let tokenizer = try load(
      "llama2", ["tokenizer_config.json": object, "special_tokens_map.json": map])
    #expect(tokenizer.special.begin?.id == 1)
    #expect(tokenizer.special.end == nil, "an explicit null counts")
    #expect(tokenizer.special.padding?.id == 2)
  }

  /// A folder without tokenizer_config.json, or with one that names no EOS, still has one to train.
  @Test(arguments: [
    ["config.json": #"{"eos_token_id": 2}"#],
    ["generation_config.json": #"{"eos_token_id": [2, 0]}"#],
    ["config.json": #"{"eos_token_id": [2]}"#, "tokenizer_config.json": #"{"eos_token": null}"#],
    ["config.json": #"{"eos_token_id": 2}"#, "tokenizer_config.json": #"{"eos_token": "<none>"}"#],
  ])
  func theModelsConfigurationNamesTheEndWhereTheTokenizerDoesNot(files: [String: String]) throws {
    #expect(try load("smollm", files).special.end == .init(id: 2, text: "<|im_end|>"))
    let strange = try load("smollm", ["config.json": #"{"eos_token_id": 999999}"#])
    #expect(strange.special.end == nil)
  }

  @Test func addedTokensDecoderOverrulesTokenizerJSON() throws {
    let config = """
      {"added_tokens_decoder": {"2": {"content": "</s>", "rstrip": true, "special": true}}}
      """
    let tokenizer = try load("llama2", ["tokenizer_config.json": config])
    let tokens = tokenizer.encode("</s>  ", addSpecialTokens: false)
    #expect(tokens == [Token(id: 2, bytes: 0..<6)])
  }

  @Test func theDefaultOfSeveralTemplatesCounts() throws {
    let config = """
      {"chat_template": [{"name": "tool_use", "template": "t"}, {"name": "default", "template": "d"}]}
      """
    #expect(try load("smollm", ["tokenizer_config.json": config]).chatTemplateText == "d")
  }
}
