public import LoraExperiment

/// A run of the same task before the one that a summary is about.
public struct EarlierRun: Sendable, Equatable {
  public let name: String
  /// 40 digits.
  public let commit: String
  public let run: RunID
  /// UTC, as records have it.
  public let ended: String

  public init(name: String, commit: String, run: RunID, ended: String) {
    self.name = name
    self.commit = commit
    self.run = run
    self.ended = ended
  }

  /// Which of the task's files are its, in a line.
  var line: String {
    "- \(commit.prefix(8)) “\(Quoted.line(name, limit: 80))”, \(EventTime.words(ended)): "
      + "files with .lora-\(run.short)- in their names"
  }
}
