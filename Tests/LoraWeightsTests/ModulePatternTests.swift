import LoraWeights
import Testing

struct ModulePatternTests {
  static let path = "model.layers.12.self_attn.q_proj"

  @Test(arguments: [
    (#".*\.(q|v)_proj"#, true), (#".*q_proj"#, true), ("q_proj", false), (".*", true),
    (#"model\.layers\.(1[0-9]|2[0-3])\..*q_proj"#, true), (#"^model\..*$"#, true),
    (#"model\.layers\.[^.]+\.self_attn\.[qkvo]_proj"#, true), ("", false),
    (#"model\.layers\.\d{2}\..*"#, true), (#"model\.layers\.\d{3,}\..*"#, false),
    (#"model\.layers\.\d{,2}\.(?:self_attn|mlp)\.\w+?"#, true), (#"(?P<all>.*)proj"#, true),
    (#"model\.layers\.[^\d]+\..*"#, false), ("model|.*q_proj", true), ("(model|)", false),
    (#"\Amodel.*\Z"#, true), (#".*_proj$x"#, false), (#"[]m]odel.*"#, true), (#"model{.*"#, false),
    (#".*[a-p-]_proj"#, false), (#".*(_proj){1}"#, true), (#".*(_proj){2}"#, false),
    (#"^(?!.*vision).*q_proj$"#, true), (#"^(?!.*attn).*q_proj$"#, false), ("(?=model).*", true),
    (#".*\bq_proj\b"#, true), (#".*\bproj"#, false), ("model(?!.*mlp.*|x).*_proj", true),
  ])
  func thePathIsMatchedWhole(pattern: String, matches: Bool) throws {
    #expect(try #require(ModulePattern(pattern)).matches(Self.path) == matches, "\(pattern)")
  }

  @Test(arguments: [
    ("q_proj", true), (#"self_attn\.q_proj"#, true), ("n.q_proj", false), ("proj", false),
    (#"layers\.\d+\..*"#, true), ("model.*", true), ("self_attn", false),
  ])
  func anEndingBeginsBehindADot(pattern: String, matches: Bool) throws {
    let known = try #require(ModulePattern(pattern, behindDot: true))
    #expect(known.matches(Self.path) == matches, "\(pattern)")
  }

  @Test(arguments: [
    "(", ")", "a)", "[a", "*", "a**", "a++", "a{3,2}", "(?<=a)b", "(?=a(?!b))", #"(a)\1"#,
    #"a\"#,
    "[z-a]", "(((a{99}){99}){99})", "((((){999}){999}){999}){999}", "a{1001}", "(?i)a",
    String(repeating: "(", count: 1000) + String(repeating: ")", count: 1000),
    String(repeating: "a", count: 5000),
  ])
  func anythingElseIsNone(pattern: String) { #expect(ModulePattern(pattern) == nil) }

  /// There are 3⁶⁰⁰ ways through these.
  @Test(arguments: ["(a|a|[a-z])*!", "(.*)*(.*)*(.*)*!", "((a?){40}a{40})*!", "(?!x)(.*)*(.*)*!"])
  func allWaysAreFollowedAtOnce(pattern: String) throws {
    let path = String(repeating: "a", count: 600)
    #expect(try !#require(ModulePattern(pattern)).matches(path))
    #expect(try #require(ModulePattern(pattern)).matches(path + "!"))
  }
}
