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
    let active = try store.remains().filter { !$0.isNoRunInProgress }
    let kept = try store.keptRuns()
    guard !json else { return try JSONOutput.print(StatusAnswer(active, kept)) }
    show(active)
    for run in kept { Message.note(ActiveRunWords.kept(run).printable) }
  }

  private func show(_ active: [RunRemains]) {
    guard !active.isEmpty else { return Message.result("no run is in progress") }
    var table = Table([("RUN", .left), ("NAME", .left), ("STATE", .left), ("STARTED", .left)])
    for run in active {
      table.add([run.id.short, run.name, run.standing.rawValue, run.started])
    }
    Message.result(table.render(on: .output))
    for run in active {
      guard let remedy = ActiveRunWords.remedy(of: run) else { continue }
      Message.note("\(run.id.short) of \(run.name.printable): \(run.trouble); \(remedy)")
    }
  }
}

extension RunRemains {
  /// A finished run that waits for somebody to land it, or that somebody has landed; or an area that
  /// is being made or removed just now.
  fileprivate var isNoRunInProgress: Bool {
    state == nil && [.landKept, .tidy, .followed].contains(remedy)
  }

  fileprivate var standing: RunState {
    remedy == .followed ? state?.state ?? .running : .interrupted
  }

  /// What is wrong with it, in a few words.
  fileprivate var trouble: String {
    switch remedy {
    case .followed: "it trains"
    case .attach: "it trains, and nobody follows it"
    case .land, .landKept: "its process is gone"
    case .tidy: "it has landed, and its process is gone"
    case .forget: "its process is gone; nothing was trained"
    case .examine: "its beginning is gone; what it left is in \(area.folder.printable)"
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
    /// Whether its trainer lives; absent while a git-lora follows it.
    let trainerAlive: Bool?
    /// The command that helps.
    let remedy: String?
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

  init(_ active: [RunRemains], _ kept: [KeptRun]) {
    self.kept = kept.map {
      Kept(
        id: $0.record.id, name: $0.record.name, branch: RunRefs.short($0.record.branch),
        commit: $0.run.id.hex, state: $0.record.state, landing: $0.landing)
    }
    runs = active.map {
      Run(
        id: $0.id, name: $0.name, branch: RunRefs.short($0.branch ?? ""), config: $0.config ?? "",
        state: $0.standing, started: $0.started,
        trainerAlive: $0.remedy == .followed ? nil : $0.trainer != nil,
        remedy: ActiveRunWords.remedy(of: $0))
    }
  }
}
