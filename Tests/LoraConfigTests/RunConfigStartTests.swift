import LoraConfig
import LoraFamilies
import Testing

/// Configs that go on from an adapter.
struct RunConfigStartTests {
  private let adapter = AdapterConfig(rank: 8, alpha: 16, useRSLoRA: true, dropout: 0)

  private func config(_ lines: String = "") throws -> RunConfig {
    try #require(parse(minimal + "init_lora_weights: ./before\n" + lines).config)
  }

  @Test func whatTheConfigLeavesOpenIsTheAdapters() throws {
    let config = try config().goingOn(from: adapter)
    #expect(config.loraAlpha == 16 && config.useRSLoRA)
    #expect(!config.isSet(.loraAlpha))
    #expect(config.differences(from: adapter).isEmpty)
    #expect(config.resolvedYAML().contains("\nlora_alpha: 16"))
    #expect(config.resolvedYAML().contains("\nuse_rslora: true\n"))
    #expect(try self.config().goingOn(from: nil).loraAlpha == 8)
  }

  @Test func whatTheConfigSetsStaysAndIsTold() throws {
    let config = try config("lora_alpha: 7\nuse_rslora: false\n").goingOn(from: adapter)
    #expect(config.loraAlpha == 7 && !config.useRSLoRA)
    let found = config.differences(from: adapter)
    #expect(found.map(\.severity) == [.warning, .warning])
    #expect(found[0].message.contains("'lora_alpha' is 7"))
    #expect(found[0].message.contains("trained with 16"))
    #expect(found[1].message.contains("'use_rslora' is false"))
    #expect(try self.config("lora_alpha: 16\n").differences(from: adapter).isEmpty)
  }

  @Test func anotherRankIsAnError() throws {
    for lines in ["lora_rank: 4\n", ""] {
      let other = AdapterConfig(rank: 16, alpha: 16, useRSLoRA: false, dropout: 0)
      let found = try config(lines).differences(from: other)
      #expect(found.map(\.severity) == [.error])
      #expect(found.first?.hint == "set lora_rank: 16")
    }
  }
}
