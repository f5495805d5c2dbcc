import LoraFamilies
import Testing

struct TargetModulesTests {
  let linears: [AdaptableLinear]

  init() throws { linears = try BaseModel.open(path: fixture("tiny-llama")).adaptableLinears }

  private func paths(_ targets: TargetModules) throws -> [String] {
    try targets.select(from: linears).map(\.path)
  }

  @Test func linearsAreInForwardOrder() {
    #expect(linears.count == 14)
    #expect(
      linears[1]
        == AdaptableLinear(
          path: "model.layers.0.self_attn.k_proj", inputs: 32, outputs: 16, hasBias: true))
    #expect(linears[13].path == "model.layers.1.mlp.down_proj")
    #expect(linears[13].name == "down_proj")
  }

  @Test func namesMatchLastComponents() throws {
    #expect(
      try paths(.names(["v_proj", "q_proj"])) == [
        "model.layers.0.self_attn.q_proj", "model.layers.0.self_attn.v_proj",
        "model.layers.1.self_attn.q_proj", "model.layers.1.self_attn.v_proj",
      ])
    #expect(try paths(.names(["layers.1.mlp.up_proj"])) == ["model.layers.1.mlp.up_proj"])
    #expect(try paths(.names([linears[0].path])) == [linears[0].path])
  }

  @Test func patternMatchesTheWholePath() throws {
    #expect(
      try paths(TargetModules(text: #".*\.1\.self_attn\.(q|k)_proj"#)) == [
        "model.layers.1.self_attn.q_proj", "model.layers.1.self_attn.k_proj",
      ])
    #expect(throws: TargetModules.Failure.self) { try paths(.pattern(#"self_attn\.q_proj"#)) }
  }

  @Test func allLinearIsEverything() throws {
    #expect(try paths(TargetModules(text: "all-linear")).count == 14)
  }

  @Test(arguments: [
    (TargetModules.names([]), "names no module"),
    (.names(["q_proj", "v_prj"]), "did you mean v_proj"),
    (.names(["proj"]), "no linear layer named 'proj'"),
    (.names(["query_key_value"]), "it has q_proj, k_proj"),
    (.names([""]), "no linear layer"),
    (.pattern("q_proj"), "write the list [q_proj]"),
    (.pattern("("), "not a regular expression"),
    (.pattern("x"), "matches no linear layer"),
  ])
  func nothingSelectedIsAnError(targets: TargetModules, words: String) {
    let error = #expect(throws: TargetModules.Failure.self) { try paths(targets) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }
}
