import ArgumentParser
import LoraExperiment
import LoraReview
import LoraRunner

/// `git lora log`: all runs, newest first.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "List runs, newest first: state, steps, loss, what changed.",
    discussion: """
      Runs that only a remote has are listed by its name, as in origin/runs/cyberpunk.

      Examples:
        git lora log
        git lora log cyberpunk -5 --oneline
        git lora log runs/cyberpunk~8..runs/cyberpunk
        git lora log --state failed --since 2026-11-01
        git lora log --withdrawn            those that git lora rm took away, too
        git lora log --config learning_rate=2e-4 --loss '<0.5' --sort loss
        git lora log --loss 'best:<0.4' --columns run,best,config --csv
        git lora log --json
      """)

  @Argument(
    help: ArgumentHelp(
      "Run branches, names, revisions or ranges; all runs when left out.", valueName: "runs"),
    completion: Completions.runs)
  var branches: [String] = []

  @OptionGroup var selection: RunSelection

  @Option(name: .long, help: "Columns, from \(LogColumn.names).")
  var columns = "run,commit,state,when,steps,loss,changed"

  @Flag(name: .long, help: "A line a run: its hash, its name, its commit's subject.")
  var oneline = false

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  @Flag(name: .long, help: "Print as CSV.")
  var csv = false

  func validate() throws {
    guard !(json && csv) else {
      throw ValidationError("--json and --csv are two formats: choose one")
    }
  }

  func run() throws {
    let store = try Workplace.here().store
    if !json && !csv { Pager.start(store.repository.environment) }
    Reminders.strandedRuns(in: store)
    let rows = try selection.rows(of: store, branches: branches)
    if json { return try JSONOutput.print(LogAnswer(rows)) }
    let chosen = try columns.split(separator: ",").map {
      try Choice.parse(String($0), as: LogColumn.self, "column")
    }
    if csv { return printCSV(rows, chosen) }
    guard !rows.isEmpty else {
      return Message.note("no run matches; git lora run CONFIG makes one")
    }
    if oneline { return rows.forEach(printLine) }
    var table = Table(columns: chosen.map(\.column))
    for row in rows { table.add(chosen.map { $0.text(of: row) }) }
    Message.result(table.render(on: .output))
    if selection.withdrawn { Message.note("git lora rm --restore RUN brings a withdrawn one back") }
  }

  private func printLine(_ row: RunRow) {
    let hash = Terminal.output.styled(row.run.id.short, .yellow)
    let name = Terminal.output.styled("(\(row.name.printable))", .cyan)
    Message.result("\(hash) \(name) \(row.run.commit.subject.printable)")
  }

  private func printCSV(_ rows: [RunRow], _ columns: [LogColumn]) {
    Message.result(CSV.line(columns.map(\.rawValue)))
    for row in rows { Message.result(CSV.line(columns.map { $0.value(of: row) })) }
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

  init(_ rows: [RunRow]) {
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
