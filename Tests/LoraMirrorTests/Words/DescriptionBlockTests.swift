import LoraMirror
import Testing

private let mine = "# Brief\n\nMake *it* rain.\n"

@Test func theBlockIsAddedAndThenReplacedInPlace() throws {
  let first = try #require(DescriptionBlock.replacing(in: mine, lines: ["Loss 2"]))
  #expect(first.hasPrefix(mine))
  let edited = first + "\nA note below.\n"
  let second = try #require(DescriptionBlock.replacing(in: edited, lines: ["Loss 1", "Two"]))
  #expect(second.hasPrefix(mine))
  #expect(second.hasSuffix("\n\nA note below.\n"))
  #expect(!second.contains("Loss 2"))
  #expect(second.contains("* Loss 1\n* Two\n"))
  #expect(DescriptionBlock.replacing(in: second, lines: ["Loss 1", "Two"]) == second)
}

@Test func anEmptyDescriptionHasOnlyTheBlock() throws {
  let text = try #require(DescriptionBlock.replacing(in: "", lines: ["x"]))
  #expect(text.hasPrefix("⟦git-lora"))
}

@Test func aBlockThatSomebodyBrokeIsLeftAlone() throws {
  let whole = try #require(DescriptionBlock.replacing(in: mine, lines: ["x"]))
  let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
  let withoutEnd = lines.filter { !$0.hasPrefix("⟦end") }.joined(separator: "\n")
  let withoutStart = lines.filter { !$0.hasPrefix("⟦git-lora") }.joined(separator: "\n")
  for broken in [withoutEnd, withoutStart, whole + whole] {
    #expect(DescriptionBlock.replacing(in: broken, lines: ["y"]) == nil)
  }
}

@Test func whatTheBlockSaysIsComparedWithoutItsMarkdown() throws {
  let lines = ["Loss 1.5 → 1.2", "name_with_marks"]
  let text = try #require(DescriptionBlock.replacing(in: mine, lines: lines))
  #expect(DescriptionBlock.isUpToDate(text, lines: lines))
  let respelt = text.replacing("* ", with: "- ").replacing("\\_", with: "_")
  #expect(DescriptionBlock.isUpToDate(respelt, lines: lines))
  #expect(!DescriptionBlock.isUpToDate(respelt, lines: ["Loss 1.5 → 1.3", "name_with_marks"]))
  #expect(!DescriptionBlock.isUpToDate(mine, lines: lines))
}

@Test func noValueIsMarkdown() throws {
  let text = try #require(
    DescriptionBlock.replacing(in: "", lines: ["[x](https://evil) <b> `c` *d*\n# e"]))
  #expect(text.contains("* \\[x\\](https://evil) \\<b\\> \\`c\\` \\*d\\*␊\\# e\n"))
}
