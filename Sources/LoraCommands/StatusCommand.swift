import ArgumentParser
import LoraExperiment
import LoraRunner
import LoraStore

/// `git lora status`: runs that have begun and not landed.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "List the runs in progress, and finished ones that could not land.")

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func run() throws {
    let store = try Workplace.here().store
    let active = try store.activeRuns()
    let kept = try store.keptRuns()
    guard !json else { return try JSONOutput.print(StatusAnswer(active, kept)) }
    show(active)
    for run in kept { Message.note(ActiveRunWords.kept(run).printable) }
  }

  private func show(_ active: [ActiveRun]) {
    guard !active.isEmpty else { return Message.result("no run is in progress") }
    var table = Table([("RUN", .left), ("NAME", .left), ("STATE", .left), ("STARTED", .left)])
    for run in active {
      table.add([run.state.id.short, run.state.name, run.standing.rawValue, run.state.started])
    }
    Message.result(table.render(on: .output))
    for run in active where run.standing == .interrupted {
      Message.note(ActiveRunWords.vanished(run).printable)
    }
  }
}

/// `git lora status --json`.
private struct StatusAnswer: Encodable {
  struct Run: Encodable {
    let id: RunID
    let name: String
    let branch: String
    let config: String
    let state: RunState
    let started: String
  }

  /// Finished, and on no branch.
  struct Kept: Encodable {
    let id: RunID
    let name: String
    let branch: String
    let commit: String
    let state: RunState
    let landing: String
  }

  let format = 1
  let runs: [Run]
  let kept: [Kept]

  init(_ active: [ActiveRun], _ kept: [KeptRun]) {
    self.kept = kept.map {
      Kept(
        id: $0.record.id, name: $0.record.name, branch: RunRefs.short($0.record.branch),
        commit: $0.run.id.hex, state: $0.record.state, landing: $0.landing)
    }
    runs = active.map {
      Run(
        id: $0.state.id, name: $0.state.name, branch: RunRefs.short($0.state.branch),
        config: $0.state.config, state: $0.standing, started: $0.state.started)
    }
  }
}
