import Foundation
import LoraYAML
import Testing

@Test func itReadsLikeACompilers() {
  let found = Diagnostic(
    file: "configs/a.yaml", line: 12, column: 3, length: 4, message: "unknown key 'sead'",
    hint: "did you mean 'seed'?", sourceLine: "  sead: 1")
  #expect(
    found.rendered() == """
      configs/a.yaml:12:3: error: unknown key 'sead'
       12 |   sead: 1
          |   ^~~~
        hint: did you mean 'seed'?
      """)
}

@Test func withoutAPlaceItNamesTheFileAlone() {
  #expect(Diagnostic(.warning, file: "a", message: "m").rendered() == "a: warning: m")
}

@Test func wideCharactersTakeTwoColumns() {
  let found = Diagnostic(
    file: "a", line: 1, column: 5, length: 2, message: "m", sourceLine: "学习: 值值")
  #expect(found.rendered().hasSuffix(" 1 | 学习: 值值\n   |       ^~~~"))
}

@Test func aTabIsOneColumn() {
  let found = Diagnostic(file: "a", line: 1, column: 2, message: "m", sourceLine: "\tx")
  #expect(found.rendered().hasSuffix(" 1 |  x\n   |  ^"))
}

@Test func aLongLineIsCutAroundTheCaret() throws {
  let line = String(repeating: "a", count: 5000) + "X" + String(repeating: "b", count: 5000)
  let found = Diagnostic(file: "a", line: 1, column: 5001, message: "m", sourceLine: line)
  let lines = found.rendered().split(separator: "\n")
  #expect(lines[1].count < 120)
  let caret = try #require(lines[2].firstIndex(of: "^"))
  let column = lines[2].distance(from: lines[2].startIndex, to: caret)
  #expect(Array(lines[1])[column] == "X")
}

@Test func colourOnlyWhenAsked() {
  let found = Diagnostic(file: "a", line: 1, column: 1, message: "m", sourceLine: "x")
  #expect(!found.rendered().contains("\u{1B}"))
  #expect(found.rendered(colour: true).contains("\u{1B}[1;31merror:\u{1B}[0m"))
}

@Test func controlsAreSpelledOut() {
  let found = Diagnostic(
    file: "a\u{1B}[2J", line: 1, column: 1, message: "\u{202E}m\n", hint: "\u{7}",
    sourceLine: "x\u{9B}y")
  let text = found.rendered()
  #expect(text.contains("a\\u{1B}[2J"))
  #expect(text.contains("\\u{202E}m\\n"))
  #expect(text.contains("x\\u{9B}y"))
  #expect(!text.unicodeScalars.contains { $0.isControl && $0 != "\n" })
}

@Test func itIsJSON() throws {
  let found = Diagnostic(
    .warning, file: "a", line: 1, column: 2, length: 3, message: "m", hint: "h", sourceLine: "s")
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  let data = try encoder.encode(found)
  #expect(
    String(decoding: data, as: UTF8.self) == """
      {"column":2,"file":"a","hint":"h","length":3,"line":1,"message":"m","severity":"warning",\
      "source_line":"s"}
      """)
  #expect(try JSONDecoder().decode(Diagnostic.self, from: data) == found)
}
