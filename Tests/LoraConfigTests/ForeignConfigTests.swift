import LoraConfig
import LoraYAML
import Testing

/// Files in the dialects of other trainers.
@Suite struct ForeignConfigTests {
  private static let axolotl = """
    base_model: models/base
    datasets: [{path: data/a.jsonl, type: completion}]
    adapter: lora
    lora_r: 8
    sequence_len: 4096
    num_epochs: 1
    lr_scheduler: cosine_with_restarts
    output_dir: ./outputs/out

    """

  private static let llamaFactory = """
    model_name_or_path: meta-llama/Llama-3
    stage: sft
    do_train: true
    finetuning_type: lora
    template: qwen
    num_train_epochs: 3.0
    max_steps: -1
    dataset: identity
    dataset_dir: data
    learning_rate: 1.0e-4

    """

  private func parse(_ text: String, _ dialect: ConfigDialect) -> (RunConfig?, [Diagnostic]) {
    RunConfig.parse(bytes: Array(text.utf8), file: "c.yaml", dialect: dialect)
  }

  @Test(arguments: [axolotl, llamaFactory], [ConfigDialect.foreign, .unknown])
  func aForeignKeyIsNoError(text: String, dialect: ConfigDialect) throws {
    let (config, diagnostics) = parse(text, dialect)
    #expect(!diagnostics.hasErrors, "\(diagnostics)")
    #expect(try #require(config).isForeign)
    #expect(diagnostics.contains { $0.message.contains("git-lora: passed on to the trainer") })
    #expect(parse(text, .own).1.hasErrors)
  }

  @Test func keysWithAnotherNameAreReadAsOurs() throws {
    let config = try #require(parse(Self.axolotl, .foreign).0)
    #expect(config.loraRank == 8 && config.length == .epochs(1))
    #expect(config.baseModel == "models/base")
    #expect(!config.isSet(.lrScheduler))
    let other = try #require(parse(Self.llamaFactory, .foreign).0)
    #expect(other.learningRate == 1e-4)
    // `3.0` is not a whole number of ours: it is passed on and not read.
    #expect(!other.isSet(.epochs))
    #expect(other.baseModel == "meta-llama/Llama-3")
  }

  /// Every key in its order and spelling; nested values too.
  @Test func theFileIsHandedOverWhole() throws {
    let config = try #require(parse(Self.axolotl, .foreign).0)
    #expect(
      config.foreignYAML(outputDirectory: "/run/out") == """
        base_model: models/base
        datasets: [{path: data/a.jsonl, type: completion}]
        adapter: lora
        lora_r: 8
        sequence_len: 4096
        num_epochs: 1
        lr_scheduler: cosine_with_restarts
        output_dir: /run/out

        """)
    let lines = config.resolvedYAML().split(separator: "\n")
    #expect(lines == lines.sorted())
    #expect(lines.contains("lora_rank: 8") && lines.contains("adapter: lora"))
    #expect(!lines.contains { $0.hasPrefix("batch_size") })
  }

  /// Beside keys of ours alone it is a slip; in a file that is plainly another trainer's, its own.
  @Test func aNearMissSaysWhatWasMeant() throws {
    let ours = "base_model: m\ntrain_data_dir: d\nlora_rang: 8\n"
    #expect(parse(ours, .foreign).1.hasErrors)
    let (config, diagnostics) = parse(ours + "finetuning_type: lora\n", .foreign)
    #expect(config != nil)
    let problem = try #require(diagnostics.first { $0.line == 3 })
    #expect(problem.severity == .warning)
    #expect(problem.message == "'lora_rang' is not a key of git-lora: passed on to the trainer")
    #expect(problem.hint == "did you mean 'lora_rank'?")
  }

  /// A file whose every key is ours is held to the table, whoever trains.
  @Test func ourOwnFilesStayChecked() {
    #expect(parse("base_model: m\ntrain_data_dir: d\nlora_rank: -8\n", .foreign).1.hasErrors)
    #expect(parse("lora_rank: 8\n", .foreign).1.hasErrors)
    #expect(!parse("lora_rank: 8\nstage: sft\n", .foreign).1.hasErrors)
    #expect(parse("base_model: m\ntrain_data_dir: d\nlora_rang: 8\n", .unknown).1.hasErrors)
    #expect(parse("stage: sft\nhub_api_key: abc\n", .foreign).1.hasErrors)
    #expect(!parse("stage: sft\npad_token: x\n", .foreign).1.hasErrors)
    #expect(parse("stage: sft\n  x: [\n", .foreign).1.hasErrors)
    #expect(parse("stage: sft\noutput_dir: ..\n", .foreign).1.hasErrors)
  }
}
