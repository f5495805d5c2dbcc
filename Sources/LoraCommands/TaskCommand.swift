import ArgumentParser

/// `git lora task`: the tasks that runs report to.
struct TaskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "task",
    abstract: "Make, list, read and open the ClickUp tasks that runs report to.",
    discussion: """
      A run's task is the one of --task, else of clickup_task in its config, else of the branch's \
      name (feature/CU-86a3kx9d2-neon).

      Exit codes: 64 no such task, 69 no token or no answer of ClickUp.
      """,
    subcommands: [
      TaskNewCommand.self, TaskListCommand.self, TaskShowCommand.self, TaskOpenCommand.self,
    ],
    defaultSubcommand: TaskListCommand.self)
}
