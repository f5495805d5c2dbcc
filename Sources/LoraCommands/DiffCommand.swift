import ArgumentParser
import LoraExperiment
import LoraRunner
import LoraStore

/// `git lora diff`: what differs between two runs.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two runs: config, metrics, data.",
    discussion: """
      Examples:
        git lora diff runs/cyberpunk~1 runs/cyberpunk
        git lora diff runs/cyberpunk           with the run before it
        git lora diff a1b2c3d e4f5a6b --json
      """)

  @Argument(help: "The earlier run.")
  var first: String

  @Argument(help: "The later run; left out: FIRST is compared with the run before it.")
  var second: String?

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func run() throws {
    let store = try Workplace.open().store
    let (before, after) = try pair(in: RunLookup(store: store), store)
    let difference = try RunDifference(from: before, to: after, in: store)
    guard !json else { return try JSONOutput.print(difference) }
    Message.result(DiffPage(difference: difference).text(on: .output))
  }

  private func pair(in lookup: RunLookup, _ store: RunStore) throws -> (LoggedRun, LoggedRun) {
    let one = try lookup.run(first)
    if let second { return (one, try lookup.run(second)) }
    guard let before = try store.previous(one) else {
      throw RunFailure(.usage, "\(first) has no run before it", hint: "name the other run")
    }
    return (before, one)
  }
}
