import LoraConfig
import LoraFamilies
import LoraYAML
import Testing

func parse(_ text: String, _ overrides: String...) -> (
  config: RunConfig?, diagnostics: [Diagnostic]
) {
  RunConfig.parse(bytes: Array(text.utf8), file: "configs/a.yaml", overrides: overrides)
}

let minimal = "train_data_dir: ./data\nbase_model: ./models/base\n"

@Test func absentKeysHaveTheirDefaults() throws {
  let config = try #require(parse(minimal + "task_type: text-generation\n").config)
  #expect(config.taskType == .textGeneration)
  #expect(config.trainDataDir == "./data")
  #expect(config.metadataPath == nil)
  #expect(config.baseModel == "./models/base")
  #expect(config.outputDir == nil)
  #expect(config.initLoraWeights == nil)
  #expect(config.loraRank == 8)
  #expect(config.loraAlpha == 8)
  #expect(config.loraScaling == 1)
  #expect(config.loraDropout == 0)
  #expect(!config.useRSLoRA)
  #expect(config.targetModules == .names(["q_proj", "v_proj"]))
  #expect(config.batchSize == 4)
  #expect(config.gradientAccumulationSteps == 1)
  #expect(config.length == .epochs(10))
  #expect(config.learningRate == 2e-4)
  #expect(config.lrScheduler == .constant)
  #expect(config.warmupSteps == 0)
  #expect(config.weightDecay == 0.01)
  #expect(config.adamBeta1 == 0.9)
  #expect(config.adamBeta2 == 0.999)
  #expect(config.adamEpsilon == 1e-8)
  #expect(config.maxGradNorm == 1)
  #expect(config.shuffle)
  #expect(config.seed == 42)
  #expect(config.mixedPrecision == .no)
  #expect(config.maxSeqLength == 512)
  #expect(!config.trainOnPrompt)
  #expect(config.chatTemplate == nil)
  #expect(config.saveSteps == 100)
  #expect(config.logSteps == 10)
  #expect(config.evalSteps == nil)
  #expect(config.clickupTask == nil)
  #expect(
    RunKey.allCases.allSatisfy {
      !config.isSet($0) || minimal.contains($0.rawValue) || $0 == .taskType
    })
}

@Test func anAbsentTaskMeansImages() throws {
  let config = try #require(parse(minimal).config)
  #expect(config.taskType == .imageGeneration)
  #expect(config.resolution == (512, 512))
  #expect(config.targetModules == .names(["to_q", "to_k", "to_v", "to_out.0"]))
}

@Test func everyKeyIsRead() throws {
  let text = """
    task_type: text-generation
    train_data_dir: ./data/llm_train
    metadata_path: ./data/llm_train/metadata.csv
    base_model: ./models/llama-2-7b-chat-hf
    output_dir: "./output/my run"
    lora_rank: 16
    lora_alpha: 32
    lora_dropout: 0.05
    use_rslora: true
    target_modules: ["q_proj", "v_proj", k_proj]
    init_lora_weights: ./output/before
    batch_size: 2
    gradient_accumulation_steps: 0x10
    max_steps: 0o17
    learning_rate: 2e-4
    lr_scheduler: cosine
    warmup_steps: 5
    weight_decay: 0
    adam_beta1: .8
    adam_beta2: 0.99
    adam_epsilon: 1E-6
    max_grad_norm: 0
    shuffle: false
    seed: 4294967295
    mixed_precision: no
    max_seq_length: 1024
    train_on_prompt: True
    chat_template: chatml
    save_steps: 10
    log_steps: 1
    eval_steps: 7
    clickup_task: 86e5
    """
  let (parsed, diagnostics) = parse(text)
  #expect(diagnostics == [])
  let config = try #require(parsed)
  #expect(config.outputDir == "./output/my run")
  #expect(config.metadataPath == "./data/llm_train/metadata.csv")
  #expect(config.initLoraWeights == "./output/before")
  #expect(config.loraRank == 16)
  #expect(config.loraAlpha == 32)
  #expect(config.loraScaling == 8)
  #expect(config.loraDropout == 0.05)
  #expect(config.targetModules == .names(["q_proj", "v_proj", "k_proj"]))
  #expect(config.batchSize == 2)
  #expect(config.gradientAccumulationSteps == 16)
  #expect(config.length == .steps(15))
  #expect(config.learningRate == 0.0002)
  #expect(config.lrScheduler == .cosine)
  #expect(config.warmupSteps == 5)
  #expect(config.weightDecay == 0)
  #expect(config.adamBeta1 == 0.8)
  #expect(config.adamBeta2 == 0.99)
  #expect(config.adamEpsilon == 1e-6)
  #expect(config.maxGradNorm == 0)
  #expect(!config.shuffle)
  #expect(config.seed == 4_294_967_295)
  #expect(config.mixedPrecision == .no)
  #expect(config.maxSeqLength == 1024)
  #expect(config.trainOnPrompt)
  #expect(config.chatTemplate == "chatml")
  #expect(config.saveSteps == 10)
  #expect(config.logSteps == 1)
  #expect(config.evalSteps == 7)
  #expect(config.clickupTask == "86e5")
}

@Test(arguments: ConfigKey.run) func everyExampleAndAliasIsValid(_ key: ConfigKey) throws {
  let needed = minimal.split(separator: "\n").filter { !$0.hasPrefix(key.name + ":") }
  for spelling in [key.name] + key.aliases {
    let text = needed.joined(separator: "\n") + "\n\(spelling): \(key.example)\n"
    let (config, diagnostics) = parse(text)
    #expect(!diagnostics.hasErrors, "\(diagnostics)")
    #expect(config?.isSet(try #require(RunKey(rawValue: key.name))) == true)
  }
}

@Test(arguments: [
  ("512", 512, 512), ("[512, 768]", 512, 768), ("'512,768'", 512, 768), ("512, 768", 512, 768),
])
func imageSizesHaveThreeForms(_ text: String, _ width: Int, _ height: Int) throws {
  let config = try #require(parse(minimal + "resolution: \(text)\n").config)
  #expect(config.resolution == (width, height))
}

@Test func aTextOfTargetModulesIsAPattern() throws {
  let config = try #require(parse(minimal + "target_modules: '.*\\.q_proj'\n").config)
  #expect(config.targetModules == .pattern(".*\\.q_proj"))
  let all = try #require(parse(minimal + "target_modules: all-linear\n").config)
  #expect(all.targetModules == .allLinear)
}

@Test func anExplicitNullIsAnAbsentKey() throws {
  let config = try #require(parse(minimal + "eval_steps: null\nepochs: ~\nmax_steps: 3\n").config)
  #expect(config.evalSteps == nil)
  #expect(config.length == .steps(3))
}

@Test func aKeyOfAnotherTaskIsWarnedAbout() {
  let (config, diagnostics) = parse(minimal + "max_seq_length: 512\n")
  #expect(config != nil)
  #expect(diagnostics.map(\.severity) == [.warning])
  #expect(diagnostics.first?.message.contains("without a 'task_type'") == true)
}

@Test func allProblemsComeAtOnceInOrder() {
  let (config, diagnostics) = parse(
    "lora_rank: 0\nseed: x\nfoo: 1\nseed: 2\nepochs: 0\nlearning_rate: 50\n")
  #expect(config == nil)
  #expect(diagnostics.map(\.line) == [1, 2, 3, 4, 5, 6, nil, nil])
}

@Test func whatStandsBeforeASyntaxErrorIsCheckedToo() {
  let (_, diagnostics) = parse("lora_rank: 0\nsed: 1\nseed: 'open\n")
  #expect(diagnostics.map(\.line) == [1, 2, 3])
  #expect(!diagnostics.contains { $0.message.contains("missing") })
}

@Test func aMisspeltKeyIsNotMissingToo() {
  let (_, diagnostics) = parse("train_data_dr: ./data\nbase_modle: m\n")
  #expect(diagnostics.map(\.line) == [1, 2])
}

@Test func aliasesOfValuesWork() throws {
  let config = try #require(
    parse(minimal + "target_modules: &t [q_proj]\nlora_rank: &r 4\nlora_alpha: *r\n").config)
  #expect(config.loraAlpha == 4)
}

@Test(arguments: [(10, 4, 1, 3), (8, 4, 1, 2), (10, 4, 2, 2), (1, 4, 4, 1)])
func theLastStepIsSmaller(_ examples: Int, _ batch: Int, _ accumulated: Int, _ perEpoch: Int) {
  let steps = TrainingLength.epochs(3).steps(examples: examples, perStep: batch * accumulated)
  #expect(steps == 3 * perEpoch)
  #expect(TrainingLength.steps(7).steps(examples: examples, perStep: batch) == 7)
}

@Test func whatWouldBeWrongTooIsNotSuggested() {
  for text in ["lora_rank: 0.0", "learning_rate: 0.0", "learning_rate: 11.0", "epochs: -1.0"] {
    let (_, diagnostics) = RunConfig.parse(bytes: Array((minimal + text).utf8), file: "c.yaml")
    #expect(diagnostics.count == 1 && diagnostics[0].hint == nil, "\(text): \(diagnostics)")
  }
}

@Test(arguments: ["configs/p.yaml", "my configs/p.yaml"])
func aPointerIsNoConfig(file: String) throws {
  let pointer = """
    version https://git-lfs.github.com/spec/v1
    oid sha256:5b4ebcae10c5a267a72b7507414ef2d68a39ec5e59b2e2bd231290bb5cb69329
    size 12

    """
  let run = RunConfig.parse(bytes: Array(pointer.utf8), file: file)
  let team = TeamSettings.parse(bytes: Array(pointer.utf8), file: file)
  #expect(run.config == nil && team.settings == nil)
  #expect(run.diagnostics == team.diagnostics)
  #expect(
    run.diagnostics.map(\.message) == ["this is a Git LFS pointer, not the config it stands for"])
  let word = file.contains(" ") ? "'\(file)'" : file
  #expect(run.diagnostics[0].hint?.hasSuffix("git add --renormalize \(word)") == true)
}
