import LoraConfig
import LoraYAML
import Testing

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

  /// `original` with one to six bytes replaced, added, taken away, or a line copied.
  mutating func mutated(_ original: [UInt8]) -> [UInt8] {
    let spice = Array("\t\n:-{}[]&*!|>'\"%@`#,? 09eE._~/\\$".utf8) + [0, 0x1B, 0xFF, 0xC3, 0xED]
    var bytes = original
    for _ in 0...below(6) {
      let at = below(bytes.count)
      switch below(4) {
      case 0: bytes[at] = spice[below(spice.count)]
      case 1: bytes.insert(spice[below(spice.count)], at: at)
      case 2: bytes.removeSubrange(at..<min(bytes.count, at + 1 + below(4)))
      default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + below(40))], at: at)
      }
      if bytes.isEmpty { bytes = [0x0A] }
    }
    return bytes
  }
}

@Test(arguments: 0..<6) func mutatedConfigsAreReadOrRefused(_ seed: UInt64) throws {
  var random = SplitMix(state: seed)
  let original = Array(Template(task: TaskType.allCases[Int(seed) % 3]).text.utf8)
  for _ in 0..<200 {
    let bytes = random.mutated(original)
    let (config, diagnostics) = RunConfig.parse(bytes: bytes, file: "c.yaml")
    #expect((config == nil) == diagnostics.hasErrors)
    #expect(diagnostics.allSatisfy { !$0.rendered().isEmpty })
    guard let config else { continue }
    // What is accepted survives its own writing.
    let again = RunConfig.parse(bytes: Array(config.resolvedYAML().utf8), file: "r").config
    #expect(again?.resolvedYAML() == config.resolvedYAML())
    let foreign = Array(config.foreignYAML(outputDirectory: "/o").utf8)
    let read = RunConfig.parse(bytes: foreign, file: "f").config
    #expect(read?.outputDir == "/o")
    #expect(read?.learningRate == config.learningRate)
  }
}

@Test(arguments: 0..<6) func mutatedSettingsAreReadOrRefused(_ seed: UInt64) {
  var random = SplitMix(state: seed &+ 100)
  let original = Array(TeamSettings.exampleText().utf8)
  for _ in 0..<100 {
    let (settings, diagnostics) = TeamSettings.parse(bytes: random.mutated(original))
    #expect((settings == nil) == diagnostics.hasErrors)
    #expect(diagnostics.allSatisfy { !$0.rendered().isEmpty })
  }
}

@Test func manyUnknownKeysAreCutOff() {
  let text = (0..<10_000).map { "learning_rat\($0): 1\n" }.joined()
  let (_, diagnostics) = RunConfig.parse(bytes: Array(text.utf8), file: "c.yaml")
  #expect(diagnostics.count == 100)
}

/// Patterns that are costly to read must not hold up a push; longer ones are refused unread.
@Test(arguments: [
  String(repeating: "(", count: 900),
  String(repeating: "(", count: 480) + String(repeating: ")", count: 480),
  "((((a{1000}){1000}){1000}){1000})", String(repeating: "[", count: 900),
  String(repeating: "(a*)*", count: 180), String(repeating: "a{9}", count: 240),
  String(repeating: "(?i)", count: 240), "(?<n>a)(?<n>b)", "a{99999999999999999999}", "[z-a]",
  "\\p{Nonsense}", "(?#", "\\", "*", "+?", String(repeating: "a", count: 5000),
])
func strangePatternsAreReadOrRefused(_ pattern: String) {
  let text = minimal + "target_modules: \(YAMLText.string(pattern))\n"
  let (config, diagnostics) = parse(text)
  #expect((config == nil) == diagnostics.hasErrors)
}
