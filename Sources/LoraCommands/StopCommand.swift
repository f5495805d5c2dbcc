import ArgumentParser
import LoraNames
import LoraRunner
import LoraStore

/// `git lora stop`: ask a run to finish its step and end.
struct StopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop",
    abstract: "Ask a training run to finish its step and be recorded.",
    discussion: """
      Examples:
        git lora status
        git lora stop 3fa91c07
        git lora stop                 when only one run is training
      """)

  @Argument(
    help: ArgumentHelp("The run's id, or its first digits.", valueName: "run"),
    completion: Completions.activeIDs)
  var id: String?

  func run() throws {
    let store = try Workplace.here().store
    let running = try store.activeRuns().filter { $0.standing == .running || $0.trainer != nil }
    let wanted = running.filter { $0.state.id.text.begins(with: id ?? "") }
    guard let chosen = wanted.first, wanted.count == 1 else {
      throw RunFailure(.usage, problem(wanted), hint: "git lora status lists the runs in progress")
    }
    try chosen.area.requestStop()
    Message.result("asked run \(chosen.state.id.short) of \(chosen.state.name.printable) to stop")
  }

  private func problem(_ wanted: [ActiveRun]) -> String {
    guard wanted.isEmpty else { return "\(wanted.count) runs are training: name one" }
    return id.map { "no run in progress has the id \($0)" } ?? "no run is in progress"
  }
}
