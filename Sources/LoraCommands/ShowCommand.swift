import ArgumentParser
import LoraExperiment
import LoraReview
import LoraRunner
import LoraStore

/// `git lora show`: everything about one run.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one run: outcome, config, data, files.",
    discussion: """
      Examples:
        git lora show runs/cyberpunk
        git lora show runs/cyberpunk~2 --json
        git lora show                     the newest run
        git lora show --no-task           ask ClickUp nothing
      """)

  @Argument(
    help: ArgumentHelp("A run, by any revision: runs/x, runs/x~2, a hash.", valueName: "run"),
    completion: Completions.runs)
  var revision: String?

  @Flag(name: .long, help: "Leave out what people said on the run's ClickUp task.")
  var noTask = false

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func run() throws {
    let workplace = try Workplace.here()
    let store = workplace.store
    if !json { Pager.start(workplace.repository.environment) }
    Reminders.strandedRuns(in: store)
    let lookup = RunLookup(store: store)
    guard let found = try revision.map({ try store.run($0) }) ?? lookup.newest()?.run else {
      throw RunFailure.noRuns
    }
    guard !json else {
      let record = try store.record(of: found)
      return try JSONOutput.print(ShowAnswer(commit: found.id.hex, record: record))
    }
    let page = ShowPage(run: try ReviewedRun(found, named: "training loss", in: store))
    Message.result(page.text(on: .output))
    if !noTask { try RunAnswers(to: found, in: workplace)?.show() }
  }
}

/// `git lora show --json`.
private struct ShowAnswer: Encodable {
  let format = 1
  let commit: String
  let record: RunRecord
}
