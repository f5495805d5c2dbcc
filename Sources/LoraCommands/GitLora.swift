public import ArgumentParser

/// `git lora`: the list of subcommands.
public struct GitLora: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "git-lora",
    abstract: "Fine-tune LoRA adapters; every training run is a commit.",
    discussion: """
      Edit a config, type `git lora run`, and the training run is a commit that the whole team can \
      see, repeat, compare and review.

      A first run:
        git lora init                                   prepare this repository
        git lora new tea --template text-generation     write configs/tea.yaml; edit it
        git lora validate tea
        git lora run tea
        git lora log                                    all runs, newest first
      """,
    version: GitLoraVersion.current,
    groupedSubcommands: [
      CommandGroup(
        name: "Start", subcommands: [InitCommand.self, NewCommand.self, ConfigCommand.self]),
      CommandGroup(
        name: "Train",
        subcommands: [
          ValidateCommand.self, RunCommand.self, StatusCommand.self, StopCommand.self,
          AttachCommand.self, RecoverCommand.self, DiscardCommand.self,
        ]),
      CommandGroup(
        name: "Look back",
        subcommands: [
          LogCommand.self, ShowCommand.self, DiffCommand.self, CompareCommand.self,
          BestCommand.self, ReportCommand.self, CheckoutCommand.self,
        ]),
      CommandGroup(
        name: "Share and keep",
        subcommands: [
          PushCommand.self, FetchCommand.self, FsckCommand.self, RmCommand.self, GcCommand.self,
        ]),
      CommandGroup(
        name: "Work with ClickUp",
        subcommands: [
          PullDataCommand.self, TaskCommand.self, SyncCommand.self, ClickUpCommand.self,
        ]),
      CommandGroup(
        name: "Live beside Git",
        subcommands: [
          HooksCommand.self, HookCommand.self, TextconvCommand.self, UnpackCommand.self,
          SuperviseCommand.self, CompletionCommand.self,
        ]),
    ])

  public init() {}
}

/// What `--version` says.
enum GitLoraVersion {
  static let current = "0.1.0"
}
