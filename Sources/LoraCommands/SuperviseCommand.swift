import ArgumentParser
import Glibc
import LoraRunner
import LoraStore

/// `git-lora supervise`: the process that starts a trainer and outlives `git lora run`; not for
/// people. Its order comes on standard input.
struct SuperviseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "supervise", abstract: "What run calls.", shouldDisplay: false)

  @Argument(help: "The run's private folder.")
  var area: String

  func run() throws {
    guard let area = RunArea(at: area) else { throw ValidationError("a run's folder is needed") }
    Glibc.exit(TrainerSupervisor.run(in: area, order: StandardInput.bytes))
  }
}
