import LoraConfig
public import LoraExperiment
import LoraGit
public import LoraPosting
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
    try plan(request, try digests(request))
  }

  public func run(_ request: RunRequest) throws(RunFailure) -> ReportedRun {
    let digests = try digests(request)
    let plan = try plan(request, digests)
    let identities = try failing { () throws(GitError) in
      try workplace.repository.environment.identities()
    }
    try Companions(store: store, report: report).check(plan, exclusive: request.exclusive)
    report(.planned(plan))
    let reporting = TaskReporting(workplace: workplace, report: report)
    let task = try reporting.task(of: plan, asked: request.task)

    let begun = try RunBeginning(workplace: workplace, store: store, identities: identities)
      .begin(plan, for: task)
    for note in begun.remarks { report(.note(note)) }
    let mirror = reporting.begin(begun)
    let end = try begun.session { event in
      mirror?.saw(event)
      report(.event(event))
    }.follow()

    let outcome = try RunEnding(
      begun: begun, store: store, identities: identities, digests: digests
    ).land(end)
    mirror?.landed(outcome.landed.commit.hex)
    store.startMaintenance()
    try failing { () throws(StoreError) in try digests.save() }
    return ReportedRun(outcome: outcome, mirror: mirror)
  }

  private func plan(_ request: RunRequest, _ digests: DigestCache) throws(RunFailure) -> RunPlan {
    try Preflight(workplace: workplace, store: store, digests: digests, report: report)
      .plan(request)
  }

  private func digests(_ request: RunRequest) throws(RunFailure) -> DigestCache {
    try failing { () throws(StoreError) in try DigestCache(of: store, rehash: request.rehash) }
  }
}

/// A run that is a commit, and what of it may still be on its way to its task.
public struct ReportedRun {
  public let outcome: RunOutcome
  /// Nil when the run has no task.
  public let mirror: LiveMirror?
}

/// A run that has become a commit.
public struct RunOutcome {
  public let landed: LandedRun
  public let subject: String
  public let stop: StopCause?
  public let copy: CopyOutcome
  /// Whether the branch began with this run.
  public let isFirst: Bool
  /// Where files of the trainer are that nobody asked to record; nil when there are none.
  public let leftFolder: String?

  public var state: RunState { landed.record.state }
}
