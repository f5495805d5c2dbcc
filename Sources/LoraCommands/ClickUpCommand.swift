import ArgumentParser

/// `git lora clickup`: what has to do with ClickUp alone.
struct ClickUpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clickup",
    abstract: "Try the connection to ClickUp out.",
    subcommands: [ClickUpSandboxCommand.self])
}
