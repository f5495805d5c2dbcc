import ArgumentParser
import LoraReview
import LoraRunner
import LoraStore

/// `git lora best`: the run to take.
struct BestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "best",
    abstract: "Print the run with the lowest loss.",
    discussion: """
      Examples:
        git lora best                         by the final training loss
        git lora best cyberpunk --by eval     by the last validation loss
        git lora checkout $(git lora best --name)
      """)

  @Argument(help: "Run branches or names; all when left out.", completion: Completions.runs)
  var branches: [String] = []

  @Option(name: .long, help: "loss (final training loss), best (lowest training loss) or eval.")
  var by = "loss"

  @Flag(name: .long, help: "Print the run's name alone.")
  var name = false

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func run() throws {
    let measure = try Choice.parse(by, as: RunMeasure.self, "measure")
    let store = try Workplace.here().store
    let hidden = try RunMark.withdrawn.commits(in: store)
    let listing = try RunListing(of: store, branches: branches, hidden: hidden)
    FlawText.warn(of: listing.flaws)
    let rows = try listing.known().filter { $0.run.summary.state != .failed }
    let valued = rows.compactMap { row in measure.value(of: row.run).map { (row, $0) } }
    guard let best = valued.min(by: { $0.1 < $1.1 }) else {
      throw RunFailure(.usage, "no run has a \(measure.label)", hint: "git lora log lists the runs")
    }
    if name { return Message.result(best.0.name) }
    guard !json else {
      return try JSONOutput.print(
        BestAnswer(name: best.0.name, commit: best.0.run.id.hex, by: by, value: best.1))
    }
    Message.result(
      "\(best.0.name.printable)  \(best.0.run.id.short)  \(measure.label) \(Numbers.plain(best.1))")
  }
}

/// `git lora best --json`.
private struct BestAnswer: Encodable {
  let format = 1
  let name: String
  let commit: String
  let by: String
  let value: Double
}
