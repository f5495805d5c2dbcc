import LoraMirror
import LoraTasks
import Testing

@Suite struct EffectKeyTests {
  @Test func aKeyReadsBack() {
    let key = EffectKey(run: "1a2b3c4d", kind: .summary, number: 1)
    #expect(key.description == "1a2b3c4d/summary-1")
    #expect(EffectKey("1a2b3c4d/summary-1") == key)
  }

  @Test(arguments: [
    "", "1a2b3c4d", "1a2b3c4d/summary", "1a2b3c4/summary-1", "1a2b3c4d/other-1",
    "1a2b3c4d/summary-0", "1A2B3C4D/summary-1", "1a2b3c4d/summary-1/2",
  ])
  func whatIsNoKeyIsNone(text: String) { #expect(EffectKey(text) == nil) }

  @Test(arguments: EffectKey.Kind.allCases)
  func everyKindCanEndAComment(kind: EffectKey.Kind) {
    #expect(CommentMark(line: "lora 1a2b3c4d/\(kind.rawValue)-1")?.kind == kind.rawValue)
  }
}
