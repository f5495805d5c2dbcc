import ArgumentParser
import LoraExperiment
import LoraRunner

/// `git lora log`: all runs, newest first.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "List runs, newest first: state, steps, loss, what changed.",
    discussion: """
      Examples:
        git lora log
        git lora log cyberpunk -n 5
        git lora log --state failed
        git lora log --json
      """)

  @Argument(help: "Run branches or names; all when left out.")
  var branches: [String] = []

  @Option(name: [.customShort("n"), .long], help: "At most so many.")
  var limit: Int?

  @Option(name: .long, help: "Only runs in this state: completed, stopped or failed.")
  var state: String?

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func run() throws {
    let listing = try RunListing(of: try Workplace.open().store, branches: branches, limit: nil)
    let rows = Array(listing.rows.filter(try filter()).prefix(limit ?? .max))
    guard !json else { return try JSONOutput.print(LogAnswer(rows)) }
    guard !rows.isEmpty else { return Message.note("no runs yet: git lora run CONFIG makes the first") }
    Message.result(table(of: rows).render(on: .output))
  }

  private func filter() throws -> (RunListing.Row) -> Bool {
    guard let state else { return { _ in true } }
    guard let wanted = RunState(rawValue: state), wanted.isEnd else {
      throw RunFailure(.usage, "no run ends as '\(state)'", hint: "completed, stopped or failed")
    }
    return { $0.run.summary.state == wanted }
  }

  private func table(of rows: [RunListing.Row]) -> Table {
    var table = Table([
      ("RUN", .left), ("COMMIT", .left), ("STATE", .left), ("WHEN", .left), ("STEPS", .right),
      ("LOSS", .left), ("CHANGED", .left),
    ])
    for row in rows {
      let summary = row.run.summary
      table.add([
        row.name, row.run.id.short, summary.state.rawValue,
        RelativeTime.text(since: row.run.commit.committer.seconds), String(summary.steps),
        LossText.firstToLast(summary.firstLoss, summary.finalLoss),
        row.changes.map(\.text).joined(separator: ", "),
      ])
    }
    return table
  }
}

/// Losses as a table shows them.
enum LossText {
  static func firstToLast(_ first: Float?, _ last: Float?) -> String {
    guard let last else { return "–" }
    guard let first else { return Numbers.loss(last) }
    return "\(Numbers.loss(first)) → \(Numbers.loss(last))"
  }
}

/// `git lora log --json`.
private struct LogAnswer: Encodable {
  struct Run: Encodable {
    let name: String
    let commit: String
    let id: RunID
    let state: RunState
    let time: Int
    let config: String
    let folder: String
    let steps: Int
    let firstLoss: Float?
    let loss: Float?
    let bestLoss: Float?
    let evalLoss: Float?
    let seed: Int?
    let seconds: Double
    let settings: [String: String]
    let changed: [SettingChange]
  }

  let format = 1
  let runs: [Run]

  init(_ rows: [RunListing.Row]) {
    runs = rows.map { row in
      let summary = row.run.summary
      return Run(
        name: row.name, commit: row.run.id.hex, id: summary.id, state: summary.state,
        time: row.run.commit.committer.seconds, config: summary.config, folder: summary.folder,
        steps: summary.steps, firstLoss: summary.firstLoss, loss: summary.finalLoss,
        bestLoss: summary.bestLoss, evalLoss: summary.evaluationLoss, seed: summary.seed,
        seconds: summary.seconds, settings: summary.settings, changed: row.changes)
    }
  }
}
