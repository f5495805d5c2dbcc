import ArgumentParser

struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Trains an adapter as a config says, and writes it as PEFT reads it.",
    discussion: """
      Writes adapter_config.json and adapter_model.safetensors into the config's output_dir, with \
      checkpoint-N/ folders on the way and samples/ of the base's and the adapter's answers.

      Environment:
        GIT_LORA_EVENTS  file to which events are appended, one JSON object a line
        GIT_LORA_STOP    when this file appears, finish the step, write the adapter and end
                         (without it, the first Ctrl-C does the same)

      Exit status: 0 done or stopped, 1 the loss diverged, 65 bad data or base model, 73 the \
      output cannot be written, 75 this machine cannot train, 78 bad config or a value that is not \
      yet in lora-train.

      Example:
        lora-train --config configs/voice.yaml
      """)

  @Option(help: "The YAML file that describes the training.")
  var config: String

  func run() throws {
    try reportingFailures {
      let plan = try TrainingPlan(path: config)
      let journal = try EventJournal()
      try TrainingRun(plan, journal).train()
    }
  }
}
