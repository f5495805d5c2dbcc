import ArgumentParser
import LoraGit
import LoraHooks
import LoraRunner

/// `git lora init`: prepare a repository.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Prepare this repository: .lorarc, hooks, ignored output, diff driver.",
    discussion: """
      Doing it twice changes nothing. Nothing that exists is overwritten. With a ClickUp token at \
      hand, it proposes the lines of .lorarc that connect the repository with the team's board.

      Examples:
        git lora init --dry-run
        git lora init
        git lora init --write-tracked     also edit hook files that the team shares
      """)

  @Flag(
    name: .long, help: "Edit tracked hook files too (.husky/pre-push, .pre-commit-config.yaml).")
  var writeTracked = false

  @Flag(name: [.customShort("n"), .long], help: "Say what would be done; write nothing.")
  var dryRun = false

  func run() throws {
    let git = try GitEnvironment.discover()
    let initialiser = Initialiser(git: git)
    let report = try initialiser.run(writeTracked: writeTracked, dryRun: dryRun)
    SetupText.show(report, dryRun: dryRun)
    BoardProposals.show()
    if !dryRun {
      Message.note(
        "\nnext: git lora new NAME --template text-generation   then edit configs/NAME.yaml and git lora run NAME"
      )
    }
  }
}
