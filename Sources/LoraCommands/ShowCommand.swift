import ArgumentParser
import LoraExperiment
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
      """)

  @Argument(
    help: ArgumentHelp("A run, by any revision: runs/x, runs/x~2, a hash.", valueName: "run"))
  var revision: String?

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func run() throws {
    let store = try Workplace.open().store
    let found = try RunLookup(store: store).run(revision)
    let record = try store.record(of: found)
    guard !json else { return try JSONOutput.print(ShowAnswer(commit: found.id.hex, record: record)) }
    let page = ShowPage(run: found, record: record, metrics: try store.metrics(of: found))
    Message.result(page.text(on: .output))
  }
}

/// Finds the run a user means.
struct RunLookup {
  let store: RunStore

  /// A revision, a run's name without the branch's prefix, or the newest run when nil.
  func run(_ named: String?) throws -> LoggedRun {
    guard let named else { return try newest() }
    do { return try store.run(named) } catch {
      // `cyberpunk~2` for `runs/cyberpunk~2`.
      guard let run = try? store.run(RunBranchName.short(store.refs.prefix) + named) else {
        throw error
      }
      return run
    }
  }

  private func newest() throws -> LoggedRun {
    let listing = try RunListing(of: store, branches: [], limit: 1)
    guard let row = listing.rows.first else {
      throw RunFailure(.usage, "there are no runs yet", hint: "git lora run CONFIG makes the first")
    }
    return row.run
  }
}

/// `git lora show --json`.
private struct ShowAnswer: Encodable {
  let format = 1
  let commit: String
  let record: RunRecord
}
