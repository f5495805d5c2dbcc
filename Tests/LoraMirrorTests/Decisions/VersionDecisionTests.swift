import LoraMirror
import Testing

private func hash(_ digit: Character) -> String { String(repeating: digit, count: 40) }
private typealias Run = VersionDecision.Run
private let mine = Run(commit: hash("5"), ended: 500)
private let known = [
  hash("4"): Run(commit: hash("4"), ended: 400), hash("6"): Run(commit: hash("6"), ended: 600),
  hash("7"): Run(commit: hash("7"), ended: 700, isWithdrawn: true),
  hash("3"): Run(commit: hash("3"), ended: 500), hash("8"): Run(commit: hash("8"), ended: 500),
]

private func decision(_ value: String?) -> VersionDecision {
  VersionDecision.of(value: value, naming: mine) { known[$0] }
}

@Test(
  arguments: [
    (nil, .write), ("", .write), (" \n", .write),
    (hash("5"), .isRight), (hash("5") + "\n", .isRight),
    (hash("4"), .write), (hash("6"), .keepLater), (hash("7"), .write),
    (hash("3"), .write), (hash("8"), .keepLater),
    (hash("9"), .keepUnknown(commit: hash("9"))),
    ("https://git.example/o/r/tree/\(hash("4"))/output/x", .write),
    ("https://git.example/o/r/tree/\(hash("5"))/output/x", .isRight),
    ("v2 final", .keepWords("v2 final")), ("4444444", .keepWords("4444444")),
    (hash("4") + "4", .keepWords(hash("4") + "4")),
    ("see " + hash("4"), .keepWords("see " + hash("4"))),
    (
      "https://x/\(hash("4"))...\(hash("6"))",
      .keepWords("https://x/\(hash("4"))...\(hash("6"))")
    ),
    ("https://app.example/t/86a", .keepWords("https://app.example/t/86a")),
  ] as [(String?, VersionDecision)])
func theVersionOnlyMovesForward(_ value: String?, _ wanted: VersionDecision) {
  #expect(decision(value) == wanted)
}

@Test func capitalDigitsAreTheSameCommit() {
  let run = Run(commit: hash("a"), ended: 1)
  #expect(VersionDecision.of(value: hash("A"), naming: run) { _ in nil } == .isRight)
}

@Test func twoClonesEndWithTheSameValueInEitherOrder() {
  let runs = [mine, Run(commit: hash("3"), ended: 500), Run(commit: hash("6"), ended: 600)]
  for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 2, 1]] {
    var field: String?
    for run in order.map({ runs[$0] }) {
      if VersionDecision.of(value: field, naming: run, lookUp: { known[$0] ?? mine }) == .write {
        field = run.commit
      }
    }
    #expect(field == hash("6"))
  }
}
