import LoraRunner
import Testing

@Suite struct LogTextTests {
  private func collapsed(_ text: String) -> String {
    String(decoding: LogText.collapsed(Array(text.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    ("plain\n", "plain\n"), ("", ""), ("no end", "no end"),
    ("10%\r20%\r100%\ndone\n", "100%\ndone\n"), ("windows\r\nline\r\n", "windows\nline\n"),
  ])
  func progressBarsKeepTheirLastState(printed: String, kept: String) {
    #expect(collapsed(printed) == kept)
  }

  @Test func ofALongLogHeadAndTailAreKept() {
    let lines = (0..<200_000).map { "line \($0)\n" }.joined()
    let kept = collapsed(lines)
    #expect(kept.utf8.count < LogText.limit + 100)
    #expect(kept.hasPrefix("line 0\nline 1\n"))
    #expect(kept.hasSuffix("line 199999\n"))
    #expect(kept.contains("bytes left out"))
  }

  @Test func theTailIsTheLastLines() {
    #expect(LogText.tail(Array("a\nb\n\nc\n".utf8), lines: 2) == ["b", "c"])
  }
}
