import ArgumentParser
import LoraReview
import LoraRunner
import LoraStore

/// `git lora compare`: several runs in one table.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare several runs: one table of what differs; seeds as mean and spread.",
    discussion: """
      Examples:
        git lora compare runs/a runs/b runs/c
        git lora compare runs/a runs/a~1 runs/a~2 --json
      """)

  @Argument(help: "Two runs or more.", completion: Completions.runs)
  var runs: [String]

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func validate() throws {
    guard runs.count > 1 else { throw ValidationError("compare takes two runs or more") }
  }

  func run() throws {
    let store = try Workplace.here().store
    let reviewed = try runs.map { try ReviewedRun(try store.run($0), named: $0, in: store) }
    SameRuns.note(in: reviewed.map { ($0.name, $0.run) })
    let comparison = RunComparison(reviewed)
    guard !json else { return try JSONOutput.print(comparison) }
    var table = Table([("", .left)] + comparison.runs.map { ($0, .left) })
    for row in comparison.config + comparison.outcome {
      table.add([row.key] + row.values.map { $0 ?? "–" })
    }
    Message.result(table.render(on: .output))
    for group in comparison.seeds {
      Message.result(
        "\(group.runs.count) seeds of one config: final training loss \(Numbers.measured(group.mean)) ± \(Numbers.measured(group.spread))"
      )
    }
  }
}
