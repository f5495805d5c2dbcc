import LoraYAML
import Testing

func read(_ text: String, limits: YAMLLimits = YAMLLimits()) -> YAMLDocument {
  YAMLDocument.parse(Array(text.utf8), file: "f.yaml", limits: limits)
}

@Test func nodesRememberWhereTheyStand() throws {
  let text = "# one\na: 1\n\"b\":\n  - x\n  - {c: 'dé', e: f}\n"
  let document = read(text)
  #expect(document.problems == [])
  let pairs = try #require(document.root?.mapping)
  #expect(pairs.map(\.key) == ["a", "b"])
  #expect(pairs[0].keyStart == YAMLMark(line: 2, column: 1, offset: 6))
  #expect(pairs[0].value.start == YAMLMark(line: 2, column: 4, offset: 9))
  #expect(pairs[1].keyLength == 3)
  let items = try #require(pairs[1].value.sequence)
  #expect(items[0].start == YAMLMark(line: 4, column: 5, offset: 20))
  let inner = try #require(items[1].mapping)
  #expect(inner[0].value.start.column == 9)
  #expect(inner[0].value.length == 4)
  #expect(inner[1].keyStart.column == 15)
}

@Test(arguments: ["", "\n\n", "# only\n", "\u{FEFF}", "---\n...\n# x"])
func nothingIsNoProblem(_ text: String) {
  let document = read(text)
  #expect(document.problems == [])
  #expect(document.isComplete)
  #expect(document.root?.mapping == nil)
}

@Test func anAliasIsTheValueAtItsOwnPlace() throws {
  let pairs = try #require(read("a: &x [1, 2]\nb: *x\n").root?.mapping)
  #expect(pairs[1].value.sequence?.count == 2)
  #expect(pairs[1].value.start == YAMLMark(line: 2, column: 4, offset: 16))
}

@Test func anAliasBombIsRefusedEarly() {
  var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
  for level in 1...12 {
    let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
    text += "a\(level): &a\(level) [\(aliases)]\n"
  }
  let document = read(text)
  #expect(!document.isComplete)
  #expect(document.problems.first?.message.contains("aliases counted in full") == true)
  #expect(document.problems.first?.line == 5)
}

@Test func anAliasCannotContainItself() {
  #expect(read("a: &x [*x]\n").problems.first?.message.contains("no anchor '&x'") == true)
}

@Test(arguments: ["[", "{a: ", "- "]) func deepNestingIsRefused(_ open: String) {
  let document = read(String(repeating: open, count: 5000))
  #expect(!document.isComplete)
  #expect(document.problems.contains { $0.message.contains("deeper than 32") })
}

@Test func aHugeFileIsRefusedUnread() {
  let text = String(repeating: "a: b\n", count: 300_000)
  #expect(read(text).problems.first?.message.contains("1500000 bytes") == true)
}

@Test func problemsHaveACeiling() {
  let text = String(repeating: "a: 1\n", count: 5000)
  #expect(read(text).problems.count == 100)
}

@Test func manyKeysAreReadInTime() {
  let text = (0..<20_000).map { "key\($0): value\n" }.joined()
  #expect(read(text).root?.mapping?.count == 20_000)
}

@Test func duplicatesNameBothLines() throws {
  let problems = read("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 2\n").problems
  #expect(problems.map(\.line) == [5, 6])
  #expect(problems[0].message == "duplicate key 'c': line 3 and line 5")
  #expect(problems[1].message == "duplicate key 'a': line 1 and line 6")
}

@Test func theFirstOfTwoIsKept() {
  #expect(read("a: 1\na: 2\n").root?.mapping?.first?.value.scalar?.text == "1")
}

@Test(arguments: [
  ("a: !!binary x", "!!binary"), ("a: !!timestamp 2001-01-01", "!!timestamp"),
  ("a: !!set {x}", "!!set"), ("a: !mine x", "!mine"), ("a: !!omap [x]", "!!omap"),
  ("a: !<tag:example.com,2000:x> y", "tag:example.com,2000:x"),
])
func unknownTagsAreRefused(_ text: String, _ tag: String) {
  let problems = read(text).problems
  #expect(problems.count == 1)
  #expect(problems.first?.message.contains(tag) == true)
}

@Test(arguments: [
  "a: !!str 1", "a: !!map {}", "a: !!seq []", "a: !!int 3", "a: ! 5", "a: !!null ~",
])
func coreTagsAreKnown(_ text: String) { #expect(read(text).problems == []) }

@Test func whatStoodBeforeASyntaxErrorIsKept() {
  let document = read("a: 1\nb: [x]\nc: [y\nd: 1\n")
  #expect(!document.isComplete)
  #expect(document.root?.mapping?.map(\.key) == ["a", "b"])
}

/// Byte changes to real configs: whatever they do, reading ends and says so in one line.
@Test(arguments: 0..<8) func mutatedTextNeverBreaksTheReader(_ seed: UInt64) {
  var random = SplitMix(state: seed)
  let original = Array(
    "a: &x [1, 'two', \"th\\u0072ee\"]\nb:\n  - *x\n  - {k: v, ? [z] : w}\nc: |\n  text\n  more\n"
      .utf8)
  let spice = Array("\t\n:-{}[]&*!|>'\"%@`#,? \u{85}\u{2028}".utf8) + [0, 0xFF, 0xC0, 0xED]
  for _ in 0..<1500 {
    var bytes = original
    for _ in 0...random.below(6) {
      let at = random.below(bytes.count)
      switch random.below(3) {
      case 0: bytes[at] = spice[random.below(spice.count)]
      case 1: bytes.insert(spice[random.below(spice.count)], at: at)
      default: if bytes.count > 1 { bytes.remove(at: at) }
      }
    }
    let document = YAMLDocument.parse(bytes, file: "f.yaml")
    #expect(document.isComplete || !document.problems.isEmpty)
    for problem in document.problems {
      #expect((problem.line ?? 1) >= 1 && (problem.column ?? 1) >= 1)
      #expect(!problem.message.isEmpty && !problem.rendered().isEmpty)
    }
  }
}

/// A small generator with a seed, for tests that must repeat.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}

@Test func keysThatDifferByNormalisationAreTwo() throws {
  let document = read("caf\u{E9}: 1\ncafe\u{301}: 2\n")
  #expect(document.problems == [])
  #expect(document.root?.mapping?.map { $0.key.utf8.count } == [5, 6])
  #expect(read("cafe\u{301}: 1\ncafe\u{301}: 2\n").problems.count == 1)
}
