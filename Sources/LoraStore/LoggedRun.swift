public import LoraGit

/// A run as its commit's own fields and message show it.
public struct LoggedRun: Sendable, Equatable {
  public let commit: Commit
  public let summary: RunSummary

  public var id: ObjectID { commit.id }

  init?(_ commit: Commit) {
    guard let summary = RunSummary(message: commit.message) else { return nil }
    self.commit = commit
    self.summary = summary
  }
}
