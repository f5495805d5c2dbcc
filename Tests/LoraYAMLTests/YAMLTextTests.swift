import LoraYAML
import Testing

@Test(arguments: [
  "", " ", "a", "./data/x", "no", "Yes", "NULL", "~", "1", "1.5", "2e-4", "0x1F", "1:30",
  "2024-01-01", "a: b", "a #b", "#x", "- a", "-x", "'q'", "\"d\"", "a\nb", "\t", "\u{0}", "\u{1B}",
  "模型", "é", "a,b", "[a]", "{a}", "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "?", "=", "<<",
  ".5", ".inf", "...", "---", "a\\b", "\u{85}", "\u{2028}", "\u{FEFF}", "a ", "1_000", "+1", "😀",
  "_", "on", "off", "y", "0o7", "x:", ":x", "null ", "\u{7F}", "\u{202E}",
])
func everyTextReadsBack(_ text: String) throws {
  let written = YAMLText.string(text)
  let pairs = try #require(read("key: \(written)\n").root?.mapping)
  #expect(pairs[0].value.scalar?.value == .string(text))
  let list = try #require(read("[\(written), x]").root?.sequence)
  #expect(list[0].scalar?.value == .string(text))
}

@Test(arguments: [
  ("./output/my-run_1", "./output/my-run_1"), ("no", "'no'"), ("it's", "'it''s'"), ("1", "'1'"),
  ("a b", "'a b'"), ("a\nb", "\"a\\nb\""), ("", "''"),
])
func textsAreQuotedOnlyWhereNeeded(_ text: String, _ written: String) {
  #expect(YAMLText.string(text) == written)
}

@Test(
  arguments: [
    (0.0002, "0.0002"), (2e-5, "2.0e-05"), (1.5e-7, "1.5e-07"), (1e16, "1.0e+16"), (1, "1.0"),
    (-0.5, "-0.5"), (1e-8, "1.0e-08"), (0.1, "0.1"), (.infinity, ".inf"), (-.infinity, "-.inf"),
  ] as [(Double, String)])
func floatsAreNumbersForEveryReader(_ number: Double, _ written: String) {
  #expect(YAMLText.float(number) == written)
  #expect(YAMLScalar(written).value == .float(number))
}

@Test func nodesAreWrittenOnOneLine() throws {
  let text = "a: [1, 0x10, 'two', null, true, 2e-4]\nb:\n  c: |\n    x\n    y\n"
  let root = try #require(read(text).root)
  #expect(YAMLText.node(root) == "{a: [1, 16, two, null, true, 0.0002], b: {c: \"x\\ny\\n\"}}")
}
