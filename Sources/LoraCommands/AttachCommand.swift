import ArgumentParser
import LoraRunner
import LoraStore

/// `git lora attach`: follow a trainer whose git-lora is gone.
struct AttachCommand: ParsableCommand, RecordingCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach",
    abstract: "Follow a run whose git-lora is gone, and record its end.",
    discussion: """
      The trainer goes on when the process that followed it is killed. This follows it again as \
      `git lora run` did: the same progress, the same Ctrl-C, the same commit at the end. A \
      trainer that has ended meanwhile is recorded at once, as by `git lora recover`.

      Examples:
        git lora attach                 when only one run is without its git-lora
        git lora attach cyberpunk       a name, a branch, or the first digits of an id
      """)

  @Argument(
    help: ArgumentHelp("A run's name, branch, or id.", valueName: "run"),
    completion: Completions.unfinishedRuns)
  var name: String?

  @Flag(name: .long, help: "Print the result as JSON.")
  var json = false

  @Flag(name: .shortAndLong, help: "No progress.")
  var quiet = false

  func run() throws {
    let presenter = RunPresenter(quiet: quiet)
    let workplace = try Workplace.here()
    let runs = try workplace.store.remains()
    let open = runs.filter { $0.remedy == .attach }
    let run = try ChosenRemains.one(
      name, of: name != nil || open.isEmpty ? runs : open, "is without its git-lora")
    let recovered = try RunRecovery(workplace).recover(run) { presenter.show($0) }
    presenter.finish()
    if !json { RecoveryText.show(recovered) }
    let standing = try? recovered.mirror?.finish(within: MirrorDelivery.standardWait)
    if recovered.mirror == nil { MirrorDelivery.afterwards(in: workplace) }
    guard case .landed(let outcome) = recovered.end else {
      if json { try JSONOutput.print(RecoveriesAnswer(runs: [RecoveryAnswer(recovered)])) }
      return
    }
    if json { OutcomeText.print(outcome, standing) }
    try RunCommand.leave(after: outcome)
  }
}
