import ArgumentParser
import LoraReport
import LoraReview
import LoraRunner
import LoraStore

/// `git lora diff`: what differs between two runs.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two runs: config, metrics, data, weights.",
    discussion: """
      Without arguments, the newest run is compared with the nearest earlier run of its branch that \
      has an adapter; with one, that run is.

      Examples:
        git lora diff
        git lora diff runs/cyberpunk~1 runs/cyberpunk
        git lora diff a1b2c3d e4f5a6b --only weights --json
        git lora diff --branch runs/cyberpunk --x samples
      """)

  @Argument(help: "The earlier run, or the only one named.", completion: Completions.runs)
  var first: String?

  @Argument(help: "The later run.", completion: Completions.runs)
  var second: String?

  @Option(
    name: .long, help: "The branch whose newest run is meant when none is named.",
    completion: Completions.runs)
  var branch: String?

  @Flag(name: .long, help: "A failed run counts as the one before, too.")
  var failed = false

  @Option(name: .long, help: "Draw curves over step, epoch, samples or time.")
  var x: String?

  @Option(name: .long, help: "Only config, metrics, data or weights.")
  var only: String?

  @Flag(name: .long, help: "Numbers only: no chart, the ten modules that moved most.")
  var stat = false

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func run() throws {
    let store = try Workplace.here().store
    if !json { Pager.start(store.repository.environment) }
    Reminders.strandedRuns(in: store)
    let (before, after) = try pair(in: store)
    let part = try only.map { try Choice.parse($0, as: RunDifference.Part.self, "part") }
    let axis = try x.map { try Choice.parse($0, as: Axis.self, "axis") }
    let difference = try RunDifference(from: before, to: after, in: store, axis: axis, only: part)
    guard !json else { return try JSONOutput.print(difference) }
    let page = DiffPage(
      difference: difference, showsEveryModule: part == .weights, isShort: stat)
    Message.result(page.text(on: .output))
  }

  private func pair(in store: RunStore) throws -> (LoggedRun, LoggedRun) {
    let lookup = RunLookup(store: store)
    if let first, let second {
      let runs = (try store.run(first), try store.run(second))
      SameRuns.note(in: [(first, runs.0), (second, runs.1)])
      return runs
    }
    let (later, branch) = try first.map { (try store.run($0), $0) } ?? newest(lookup, store)
    guard let before = try lookup.partner(of: later, includingFailed: failed) else {
      let kind = failed ? "" : " with an adapter"
      throw RunFailure(
        .usage, "the run \(later.id.short) has no earlier run\(kind) to compare with",
        hint: "name the other run" + (failed ? "" : ", or --failed"))
    }
    if first == nil {
      Message.note(
        "comparing \(before.id.short) with \(later.id.short), the newest of \(branch.printable)")
    }
    return (before, later)
  }

  private func newest(_ lookup: RunLookup, _ store: RunStore) throws -> (LoggedRun, String) {
    if let branch { return (try store.run(branch), branch) }
    guard let newest = try lookup.newest() else { throw RunFailure.noRuns }
    return newest
  }
}

extension RunFailure {
  static let noRuns = RunFailure(
    .usage, "there are no runs yet", hint: "git lora run CONFIG makes the first")
}
