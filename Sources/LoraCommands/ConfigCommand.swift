import ArgumentParser
import LoraConfig

/// `git lora config`: everything that can stand in a config.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show the keys of configs and of .lorarc.",
    subcommands: [Keys.self, Schema.self, Docs.self],
    defaultSubcommand: Keys.self)

  struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Every key with its type, default, unit and meaning.")

    func run() { Message.result(ConfigKey.keysText()) }
  }

  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A JSON Schema for editors.",
      discussion: """
        Example, with yaml-language-server:
          git lora config schema > .lora.schema.json
          # yaml-language-server: $schema=../.lora.schema.json      (first line of a config)
        """)

    @Flag(name: .long, help: "The schema of .lorarc instead of a run's config.")
    var lorarc = false

    func run() { Message.result(lorarc ? ConfigKey.teamSchema() : ConfigKey.runSchema()) }
  }

  struct Docs: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The page docs/config.md.")

    func run() { Message.result(ConfigKey.markdown()) }
  }
}
