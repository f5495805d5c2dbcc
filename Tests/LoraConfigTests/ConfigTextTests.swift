import LoraConfig
import LoraYAML
import Testing

@Test func theResolvedConfigHasEveryKeySorted() throws {
  let config = try #require(parse(minimal + "lora_alpha: 16.0\n").config)
  let lines = config.resolvedYAML().split(separator: "\n").map(String.init)
  #expect(lines.count == RunKey.allCases.count)
  #expect(lines == lines.sorted())
  #expect(lines.contains("lora_alpha: 16"))
  #expect(lines.contains("learning_rate: 0.0002"))
  #expect(lines.contains("max_seq_length: null"))
}

@Test(arguments: [
  minimal, minimal + "task_type: text-generation\nmax_steps: 7\nlr: 3e-5\n",
  minimal + "resolution: [512, 768]\ntarget_modules: '.*q'\nclickup_task: 123\n",
  "task: speech-recognition\nmetadata_path: \"a: b #c\"\nbase_model: '''q'' 模'\n",
])
func theResolvedConfigReadsBackAsTheSame(_ text: String) throws {
  let config = try #require(parse(text).config)
  let (again, diagnostics) = parse(config.resolvedYAML())
  #expect(diagnostics == [])
  let resolved = try #require(again)
  for key in RunKey.allCases { #expect(resolved[key] == config[key], "\(key)") }
  #expect(resolved.resolvedYAML() == config.resolvedYAML())
}

@Test func anotherTrainerGetsTheUsersKeysAndNumbers() throws {
  let text = """
    # comment
    task: text-generation
    train_data_dir: ./data
    pretrained_model_name_or_path: ./models/base
    lr: 2e-5   # PyYAML would read text
    adam_eps: 1e-8
    lora_alpha: 16
    lora_dropout: 5e-2
    mixed_precision: no
    output: ./output/mine
    target_modules:
      - q_proj
      - 'on'
    eval_steps: null
    max_steps: 0o17
    """
  let config = try #require(parse(text, "max_steps=3", "seed=7").config)
  #expect(
    config.foreignYAML(outputDirectory: "/private/run 1/out") == """
      task: text-generation
      train_data_dir: ./data
      pretrained_model_name_or_path: ./models/base
      lr: 2.0e-05
      adam_eps: 1.0e-08
      lora_alpha: 16
      lora_dropout: 0.05
      mixed_precision: 'no'
      output: '/private/run 1/out'
      target_modules: [q_proj, 'on']
      eval_steps: null
      max_steps: 3
      seed: 7

      """)
}

@Test func theOutputFolderIsAddedWhenTheUserGaveNone() throws {
  let config = try #require(parse(minimal + "learning_rate: 2e-4\n").config)
  #expect(
    config.foreignYAML(outputDirectory: "/o")
      == minimal + "learning_rate: 0.0002\noutput_dir: /o\n")
}

@Test func aDiagnosticPointsAtWhatSetTheKey() throws {
  let config = try #require(parse(minimal + "save_steps: 100\n", "seed=1").config)
  let saved = config.diagnostic(at: .saveSteps, "too many")
  #expect(saved.line == 3)
  #expect(saved.column == 13)
  #expect(config.diagnostic(at: .seed, "odd").file == "-s seed=1")
  #expect(config.diagnostic(at: .epochs, "odd").line == nil)
}
