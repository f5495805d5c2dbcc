import LoraConfig
import LoraYAML
import Testing

@Test func overridesGoThroughTheSameTable() throws {
  let (parsed, diagnostics) = parse(
    minimal + "lr: 1e-3\n", "learning_rate=2e-4", "output_dir=out dir/#1", "rank=16",
    "target_modules=[a, b]", "mixed_precision=no", "shuffle=false")
  #expect(diagnostics == [])
  let config = try #require(parsed)
  #expect(config.learningRate == 2e-4)
  #expect(config.outputDir == "out dir/#1")
  #expect(config.loraRank == 16)
  #expect(config.targetModules == .names(["a", "b"]))
  #expect(config.mixedPrecision == .no)
  #expect(!config.shuffle)
  #expect(config.overrides.count == 6)
}

@Test func anOverrideOfTheLengthReplacesTheOther() throws {
  let steps = try #require(parse(minimal + "epochs: 3\n", "max_steps=5").config)
  #expect(steps.length == .steps(5))
  #expect(!steps.foreignYAML(outputDirectory: "o").contains("epochs"))
  let epochs = try #require(parse(minimal + "max_steps: 3\n", "epochs=5").config)
  #expect(epochs.length == .epochs(5))
}

@Test func anOverrideCanGiveARequiredKey() {
  #expect(parse("train_data_dir: d\n", "base_model=m").config != nil)
}

@Test(arguments: [
  ("lora_rank=0", "1 to 4096"), ("lora_rnk=8", "did you mean 'lora_rank'"), ("lora_rank", "'='"),
  ("=3", "unknown key"), ("lora_rank=", "nothing after '='"), ("seed=[", "seed=["),
  ("seed='1'", "without quotes"), ("output_dir=~/x", "'~'"), ("epochs=#", "epochs=#"),
  ("lr_scheduler=cosin", "did you mean 'cosine'"), ("seed=1: 2", "seed=1: 2"),
  ("output_dir=.git", "inside .git"), ("seed={a: 1}", "a map"), ("", "'='"),
])
func aBadOverrideIsNamed(_ override: String, _ word: String) {
  let (config, diagnostics) = parse(minimal, override)
  #expect(config == nil)
  #expect(diagnostics.count == 1)
  #expect(diagnostics.first?.file == "-s \(override)")
  #expect(diagnostics.first?.rendered().contains(word) == true)
}

@Test func twoOverridesOfOneKeyAreRefused() {
  let (config, diagnostics) = parse(minimal, "lr=1", "learning_rate=2")
  #expect(config == nil)
  #expect(diagnostics.first?.message.contains("twice") == true)
  #expect(parse(minimal, "epochs=1", "max_steps=2").config == nil)
}

@Test func anOverrideDoesNotHideAnErrorOfTheFile() {
  #expect(parse(minimal + "seed: x\n", "seed=1").config == nil)
}
