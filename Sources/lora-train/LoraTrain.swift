import ArgumentParser

/// The built-in trainer as a program: arguments in, `LoraTrainer` called, words and events out.
struct LoraTrain: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "lora-train",
    abstract: "Trains LoRA adapters of language models, on any processor and without Python.",
    discussion: """
      git lora run starts it as `lora-train --config FILE`; it works alone just as well.

      Examples:
        lora-train --config configs/voice.yaml
        lora-train generate --model models/SmolLM2 --adapter output/voice --chat --prompt "Hello"
        lora-train tokenize --model models/SmolLM2 < lines.txt
      """,
    version: version,
    subcommands: [Train.self, Verify.self, Generate.self, Tokenize.self],
    defaultSubcommand: Train.self)
}
