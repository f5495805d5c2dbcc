import LoraReport
import Testing

struct TerminalChartTests {
  private let falling = Series(
    label: "runs/a", points: (1...100).map { (Double($0), 4 - Double($0) * 0.03) })
  private let rising = Series(
    label: "runs/b", points: (1...100).map { (Double($0), 1 + Double($0) * 0.03) })

  @Test func asciiLooksLikeThis() {
    let lines = TerminalChart.render(
      series: [
        Series(label: "one", points: [(0, 0), (10, 10)]),
        Series(label: "two", points: [(0, 10), (10, 0)]),
      ], width: 24, height: 5, unicode: false)
    #expect(
      lines.map(trimmed) == [
        "10 ++++              **A",
        "   |   +++++    *****",
        " 5 +        ++++",
        "   |   *****    +++++",
        " 0 +***              ++B",
        "   +--------------------",
        "    0      step       10",
        "A one",
        "B two",
      ])
  }

  @Test(arguments: [true, false], [24, 60, 200])
  func noLineIsWiderThanAsked(unicode: Bool, width: Int) {
    let lines = TerminalChart.render(
      series: [falling, rising], width: width, height: 10, unicode: unicode)
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(lines.count == 10 + 2 + 2)
    #expect(unicode || lines.allSatisfy { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
  }

  @Test func brailleCarriesTheCurve() {
    let lines = TerminalChart.render(series: [falling], width: 40, height: 8, unicode: true)
    #expect(
      lines.map(trimmed) == [
        "  │⠙⠒⠤⣀⡀",
        "  │    ⠈⠑⠲⢤⣀",
        "3 ┤         ⠉⠑⠢⢄⣀",
        "  │             ⠈⠙⠒⠦⢄⡀",
        "  │                  ⠈⠑⠲⠤⣄⡀",
        "2 ┤                       ⠉⠑⠢⢄⣀",
        "  │                            ⠉⠓⠦⢄⡀",
        "1 ┤                                ⠈⠉⠒⠤A",
        "  └─────────────────────────────────────",
        "   1              step               100",
        "A runs/a",
      ])
  }

  @Test func eachCurveEndsWithItsLetter() {
    let lines = TerminalChart.render(
      series: [falling, rising], width: 60, height: 10, unicode: true)
    #expect(lines[0].hasSuffix("B"))
    #expect(lines[9].hasSuffix("A"))
    #expect(lines.suffix(2) == ["A runs/a", "B runs/b"])
  }

  @Test func curvesThatEndTogetherKeepBothLetters() {
    let lines = TerminalChart.render(
      series: [falling, falling], width: 60, height: 10, unicode: false)
    #expect(lines[9].hasSuffix("BA"))
  }

  @Test func labelsSendNoEscapeSequence() {
    let hostile = Series(label: "a\u{1B}[31m\nb\u{202E}", points: [(1, 1), (2, 2)])
    let lines = TerminalChart.render(
      series: [hostile], width: 60, height: 4, unicode: true, axis: "x\u{1B}]0;t\u{07}")
    #expect(lines.allSatisfy { !$0.contains("\u{1B}") && !$0.contains("\n") })
    #expect(lines.last == "A a␛[31m␊b⟨U+202E⟩")
  }

  @Test func nothingFiniteIsSaid() {
    let nothing = Series(label: "x", points: [(1, .nan), (2, .infinity)])
    #expect(
      TerminalChart.render(series: [nothing], width: 60, height: 8, unicode: true)
        == ["(no finite values to draw)"])
  }

  @Test func oneConstantPointIsDrawn() {
    let point = Series(label: "x", points: [(1, 0)])
    let lines = TerminalChart.render(series: [point], width: 40, height: 4, unicode: false)
    #expect(lines.prefix(4).contains { $0.contains("A") })
  }

  private func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
