public import LoraExperiment

/// How comments name a run.
public struct RunTitle: Sendable, Equatable {
  /// As its branch calls it: `cyberpunk`.
  public let name: String
  /// The config's path.
  public let config: String
  /// The machine that trains.
  public let host: String

  public init(name: String, config: String, host: String) {
    self.name = name
    self.config = config
    self.host = host
  }

  public init(of record: RunRecord) {
    self.init(name: record.name, config: record.config, host: record.host.name)
  }

  /// Between quotation marks.
  var quoted: String { "“\(Quoted.line(name, limit: 80))”" }

  /// Where the run stands, in a word.
  func word(for state: RunState) -> String {
    switch state {
    case .running: "Running"
    case .paused: "Paused"
    case .interrupted: "Interrupted"
    case .completed: "Complete"
    case .stopped: "Stopped"
    case .failed: "Failed"
    }
  }

  /// One sentence on where the run stands, without a full stop.
  func standing(_ state: RunState) -> String {
    switch state {
    case .running: "Training \(quoted) is running"
    case .paused: "Training \(quoted) is paused"
    case .interrupted: "Training \(quoted) was interrupted"
    case .completed: "Training \(quoted) is complete"
    case .stopped: "Training \(quoted) was stopped"
    case .failed: "Training \(quoted) has failed"
    }
  }
}
