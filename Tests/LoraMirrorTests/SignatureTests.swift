import LoraClickUp
import LoraExperiment
import LoraMirror
import Testing

@Suite struct SignatureTests {
  private let key = EffectKey(run: "1a2b3c4d", kind: .summary, number: 1)

  @Test func aKeyReadsBack() {
    #expect(EffectKey("1a2b3c4d/summary-1") == key)
    #expect(key.description == "1a2b3c4d/summary-1")
  }

  @Test(arguments: [
    "", "1a2b3c4d", "1a2b3c4d/summary", "1a2b3c4/summary-1", "1a2b3c4d/other-1",
    "1a2b3c4d/summary-0", "1A2B3C4D/summary-1", "1a2b3c4d/summary-1/2",
  ])
  func whatIsNoKeyIsNone(text: String) { #expect(EffectKey(text) == nil) }

  @Test func aSignedCommentNamesItsKey() {
    let text = Signature.sign("done", as: key)
    #expect(text == "done\nlora 1a2b3c4d/summary-1")
    #expect(Signature.key(in: text) == key)
    #expect(Signature.key(in: text + "\n") == key)
    #expect(Signature.key(in: text + "\nwell done!") == nil)
  }

  @Test func blocksEndInALineOfTheirOwn() {
    guard case .blocks(let blocks) = Signature.sign(.blocks([.text("a", .bold)]), as: key) else {
      Issue.record("no blocks")
      return
    }
    #expect(blocks == [.text("a", .bold), .lineEnd(), .text("lora 1a2b3c4d/summary-1")])
  }

  @Test func aFileKeepsItsSuffix() {
    let file = EffectKey(run: "1a2b3c4d", kind: .file, number: 4)
    let name = Signature.fileName("adapter.safetensors", as: file)
    #expect(name == "adapter.lora-1a2b3c4d-4.safetensors")
    #expect(Signature.isOurs(fileName: name))
    #expect(!Signature.isOurs(fileName: "dialogue.lora-2024.jsonl"))
  }
}
