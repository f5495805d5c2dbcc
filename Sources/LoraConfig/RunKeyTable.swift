extension ConfigKey {
  /// The keys of a run's config, in the order in which people think of them.
  public static let run: [ConfigKey] = whatToTrain + adapter + amounts + optimizer + inputs + output
}

private let oneOrMore = 1...1_000_000_000

private let whatToTrain = [
  ConfigKey(
    "task_type", .choice(TaskType.allCases.map(\.rawValue)),
    standard: .value(.text(TaskType.imageGeneration.rawValue)), aliases: ["task"],
    example: "text-generation",
    help: "What the model learns to do."),
  ConfigKey(
    "train_data_dir", .path,
    aliases: [
      "train_data", "data_dir", "data_path", "train_data_path", "train_file", "dataset",
      "dataset_path", "dataset_dir",
    ],
    example: "./data/style_train",
    help: "Folder or single file with the training data. This or `metadata_path` is needed."),
  ConfigKey(
    "metadata_path", .path, aliases: ["metadata", "metadata_file", "caption_file"],
    example: "./data/style_train/metadata.csv",
    help: "Table that names each training file with its caption or transcript."),
  ConfigKey(
    "base_model", .path, standard: .required,
    aliases: [
      "base_model_path", "base_model_name_or_path", "pretrained_model_name_or_path",
      "model_name_or_path", "model", "model_path",
    ],
    example: "./models/SmolLM2-135M-Instruct",
    help: "The frozen model: a Hugging Face folder, a `.safetensors` or a `.gguf` file."),
  ConfigKey(
    "output_dir", .path, standard: .described("`output/NAME` (`output` of `.lorarc`)"),
    aliases: ["output", "output_path"], example: "./output/my_style_lora",
    help: "Where the run's files appear when it has ended. What Git records does not depend on it."),
]

private let adapter = [
  ConfigKey(
    "lora_rank", .integer(1...4096), standard: .value(.integer(8)),
    aliases: ["rank", "r", "lora_r", "lora_dim", "network_dim"], example: "8",
    help: "Rank of the two factors. 4 to 16 suits small data sets."),
  ConfigKey(
    "lora_alpha", .number(.above(0, to: 65_536)), standard: .sameAs(.loraRank),
    aliases: ["alpha", "network_alpha"], example: "16",
    help:
      "The adapter's output is multiplied by lora_alpha / lora_rank. Where training goes on from "
      + "an adapter, its value holds unless one is set; so with `use_rslora`."),
  ConfigKey(
    "lora_dropout", .number(.from(0, below: 1)), standard: .value(.number(0)),
    aliases: ["dropout", "network_dropout"], example: "0.05",
    help: "Share of the adapter's inputs set to zero in each training step."),
  ConfigKey(
    "use_rslora", .boolean, standard: .value(.boolean(false)), aliases: ["rslora"],
    example: "true",
    help: "Multiply by lora_alpha / √lora_rank instead, which keeps high ranks effective."),
  ConfigKey(
    "target_modules", .modules,
    standard: .byTask([
      .textGeneration: .list(["q_proj", "v_proj"]),
      .speechRecognition: .list(["q_proj", "v_proj"]),
      .imageGeneration: .list(["to_q", "to_k", "to_v", "to_out.0"]),
    ]),
    aliases: ["lora_target", "lora_target_modules"], example: "[q_proj, v_proj]",
    help: "Which linear layers get an adapter. A list matches last components; one string is a "
      + "regular expression over the whole module path."),
  ConfigKey(
    "init_lora_weights", .path, aliases: ["init_lora", "network_weights", "lora_weights"],
    example: "./output/my_style_lora",
    help: "An earlier adapter (folder or file) to go on from, instead of a fresh one."),
]

private let amounts = [
  ConfigKey(
    "batch_size", .integer(1...65_536), standard: .value(.integer(4)), unit: "examples",
    aliases: ["train_batch_size", "per_device_train_batch_size", "micro_batch_size"],
    example: "4", help: "Examples computed at once."),
  ConfigKey(
    "gradient_accumulation_steps", .integer(1...65_536), standard: .value(.integer(1)),
    unit: "batches", aliases: ["gradient_accumulation", "grad_accum_steps"], example: "4",
    help: "Batches added up for one optimizer step; equals a batch that many times larger."),
  ConfigKey(
    "epochs", .integer(1...100_000), standard: .value(.integer(10)), unit: "epochs",
    aliases: ["num_epochs", "num_train_epochs", "max_train_epochs"], example: "10",
    help: "Times that the run goes through the data. Either this or `max_steps`."),
  ConfigKey(
    "max_steps", .integer(oneOrMore), unit: "steps", aliases: ["max_train_steps"],
    insteadOf: "epochs", example: "500", help: "Optimizer steps to take, instead of `epochs`."),
]

private let optimizer = [
  ConfigKey(
    "learning_rate", .number(.above(0, to: 10)), standard: .value(.number(2e-4)),
    aliases: ["lr"], example: "2e-4", help: "The highest rate of the schedule."),
  ConfigKey(
    "lr_scheduler", .choice(["constant", "linear", "cosine"]), standard: .value(.text("constant")),
    aliases: ["scheduler", "lr_scheduler_type"], example: "cosine",
    help: "How the rate falls after the warm-up: not at all, in a line, or along a cosine to 0."),
  ConfigKey(
    "warmup_steps", .integer(0...1_000_000_000), standard: .value(.integer(0)), unit: "steps",
    aliases: ["lr_warmup_steps", "num_warmup_steps"], example: "20",
    help: "Steps in which the rate rises from 0 to `learning_rate`."),
  ConfigKey(
    "weight_decay", .number(.from(0, to: 1)), standard: .value(.number(0.01)), example: "0.01",
    help: "AdamW's decay of the adapter's weights."),
  ConfigKey(
    "adam_beta1", .number(.from(0, below: 1)), standard: .value(.number(0.9)),
    aliases: ["beta1"], example: "0.9", help: "AdamW's memory of the gradient."),
  ConfigKey(
    "adam_beta2", .number(.from(0, below: 1)), standard: .value(.number(0.999)),
    aliases: ["beta2"], example: "0.999", help: "AdamW's memory of the squared gradient."),
  ConfigKey(
    "adam_epsilon", .number(.above(0, to: 1)), standard: .value(.number(1e-8)),
    aliases: ["adam_eps", "epsilon"], example: "1e-8", help: "AdamW's guard against division by 0."),
  ConfigKey(
    "max_grad_norm", .number(.from(0, to: 1e9)), standard: .value(.number(1)),
    aliases: ["grad_clip", "gradient_clipping", "clip_grad_norm"], example: "1.0",
    help: "Gradients are scaled down to this norm; 0 turns that off."),
  ConfigKey(
    "shuffle", .boolean, standard: .value(.boolean(true)), aliases: ["shuffle_data"],
    example: "false", help: "Take the examples in a new order in each epoch, by `seed`."),
  ConfigKey(
    "seed", .integer(0...4_294_967_295), standard: .value(.integer(42)),
    aliases: ["random_seed"], example: "42",
    help: "Of the order of examples, the adapter's start and dropout."),
  ConfigKey(
    "mixed_precision", .choice(["no", "fp16", "bf16"]), standard: .value(.text("no")),
    aliases: ["precision"], example: "bf16", help: "Arithmetic of the frozen model."),
]

private let inputs = [
  ConfigKey(
    "max_seq_length", .integer(2...1_048_576), standard: .value(.integer(512)), unit: "tokens",
    aliases: ["max_seq_len", "max_length", "cutoff_len", "sequence_len"],
    tasks: [.textGeneration, .speechRecognition], example: "512",
    help: "The most tokens of an example; `long_examples` says what becomes of longer ones."),
  ConfigKey(
    "long_examples", .choice(["error", "cut", "drop"]),
    standard: .described("cut, but an answer cut away wholly is an error"),
    tasks: [.textGeneration], example: "drop",
    help:
      "What becomes of examples longer than `max_seq_length`: refused, cut, or left out. How many "
      + "there are is told by `git lora run --dry-run` and in the log."),
  ConfigKey(
    "train_on_prompt", .boolean, standard: .value(.boolean(false)), aliases: ["train_on_inputs"],
    tasks: [.textGeneration], example: "true",
    help: "Learn the questions too, not the answers only."),
  ConfigKey(
    "chat_template", .choice(["chatml", "llama2", "llama3", "mistral", "none"]),
    standard: .described("the model's own"), aliases: ["template"], tasks: [.textGeneration],
    example: "chatml",
    help: "How a conversation becomes one text, where the model's own is unknown."),
  ConfigKey(
    "resolution", .imageSize, standard: .value(.size(512, 512)), unit: "pixels",
    aliases: ["image_resolution", "image_size"], tasks: [.imageGeneration], example: "768",
    help: "Images are scaled and cut to this size."),
]

private let output = [
  ConfigKey(
    "save_steps", .integer(oneOrMore), standard: .value(.integer(100)), unit: "steps",
    aliases: [
      "save_every", "save_every_n_steps", "checkpoint_steps", "checkpointing_steps",
    ],
    example: "100", help: "Steps between two checkpoints."),
  ConfigKey(
    "log_steps", .integer(oneOrMore), standard: .value(.integer(10)), unit: "steps",
    aliases: ["logging_steps", "log_every"], example: "10",
    help: "Steps between two lines of the log. Metrics are recorded at every step."),
  ConfigKey(
    "eval_steps", .integer(oneOrMore), unit: "steps",
    aliases: ["evaluation_steps", "validation_steps"], example: "100",
    help: "Steps between two evaluations."),
  ConfigKey(
    "clickup_task", .identifier, aliases: ["clickup_task_id", "task_id"], example: "86a3kx9d2",
    help: "The ClickUp task that this run reports to: the last part of the task's address."),
]
