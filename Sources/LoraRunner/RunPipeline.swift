import LoraConfig
public import LoraExperiment
import LoraGit
public import LoraStore

/// The main path: an edited config becomes a commit.
///
/// Before the snapshot nothing is written; after the commit nothing can be lost. Every stage takes
/// the value that the stage before it returned.
public struct RunPipeline {
  let workplace: Workplace
  let store: RunStore
  let report: (RunNotice) -> Void

  public init(_ workplace: Workplace, report: @escaping (RunNotice) -> Void) {
    self.workplace = workplace
    self.report = report
    store = workplace.store
  }

  /// What `run` would do; nothing is written.
  public func plan(_ request: RunRequest) throws(RunFailure) -> RunPlan {
    try Preflight(workplace: workplace, store: store, report: report).plan(request)
  }

  public func run(_ request: RunRequest) throws(RunFailure) -> RunOutcome {
    let plan = try plan(request)
    let identities = try failing { () throws(GitError) in
      try workplace.repository.environment.identities()
    }
    try Companions(store: store, report: report).check(plan, exclusive: request.exclusive)
    report(.planned(plan))

    let before = FolderListing(of: plan.outputDirectory)
    let begun = try RunBeginning(workplace: workplace, store: store, identities: identities)
      .begin(plan)
    for path in begun.recording.source.dirtySubmodules {
      report(.note("the submodule \(path) has edits that the run's commit cannot hold"))
    }
    reportDifferences(of: plan, from: begun)
    report(.training(plan.id))
    let end = try begun.session { report(.event($0)) }.follow()

    report(.recording)
    let ending = RunEnding(plan: plan, begun: begun, store: store, identities: identities)
    let landed = try ending.land(end, outputBefore: before)
    store.startMaintenance()
    return landed
  }

  private func reportDifferences(of plan: RunPlan, from begun: BegunRun) {
    guard let repeating = plan.repeating else { return }
    let differences = repeating.differences(
      data: plan.data, base: plan.baseModel, sourceTree: begun.recording.source.tree.hex)
    for difference in differences {
      report(.note("not as in \(repeating.commit.short): \(difference)"))
    }
    if differences.isEmpty {
      report(.note("data, base model and source are as in \(repeating.commit.short)"))
    }
  }
}

/// A run that has become a commit.
public struct RunOutcome: Sendable {
  public let landed: LandedRun
  public let subject: String
  public let stop: StopCause?
  /// Files in `output_dir` that stood in the way of the convenience copy.
  public let inTheWay: [String]
  /// Whether the branch began with this run.
  public let isFirst: Bool
  /// nil when no copy was made.
  public let outputDirectory: String?

  public var state: RunState { landed.record.state }
}
