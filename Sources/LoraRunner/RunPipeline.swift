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

  public func run(_ request: RunRequest) throws(RunFailure) -> RunOutcome {
    let digests = try digests(request)
    var plan = try plan(request, digests)
    let identities = try failing { () throws(GitError) in
      try workplace.repository.environment.identities()
    }
    try Companions(store: store, report: report).check(plan, exclusive: request.exclusive)
    report(.planned(plan))
    if let continued = plan.continuing {
      report(.note("it follows \(continued.name) (\(continued.tip.short)), which is not here yet"))
    }
    let reporting = TaskReporting(workplace: workplace, report: report)
    plan.task = try reporting.task(of: plan, asked: request.task)

    let before = FolderListing(of: plan.outputDirectory)
    let begun = try RunBeginning(workplace: workplace, store: store, identities: identities)
      .begin(plan)
    for note in begun.recording.omissions { report(.note(note)) }
    reportDifferences(of: plan, from: begun)
    let mirror = reporting.begin(plan, begun)
    report(.training(plan.id))
    let end = try begun.session { event in
      mirror?.saw(event)
      report(.event(event))
    }.follow()

    report(.recording)
    let ending = RunEnding(
      plan: plan, begun: begun, store: store, identities: identities, digests: digests)
    var outcome = try ending.land(end, outputBefore: before)
    mirror?.landed(outcome.landed.commit.hex)
    outcome.mirror = mirror
    store.startMaintenance()
    try failing { () throws(StoreError) in try digests.save() }
    return outcome
  }

  private func plan(_ request: RunRequest, _ digests: DigestCache) throws(RunFailure) -> RunPlan {
    try Preflight(workplace: workplace, store: store, digests: digests, report: report)
      .plan(request)
  }

  private func digests(_ request: RunRequest) throws(RunFailure) -> DigestCache {
    try failing { () throws(StoreError) in try DigestCache(of: store, rehash: request.rehash) }
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
public struct RunOutcome {
  public let landed: LandedRun
  public let subject: String
  public let stop: StopCause?
  public let copy: CopyOutcome
  /// Whether the branch began with this run.
  public let isFirst: Bool
  /// Where files of the trainer are that nobody asked to record; nil when there are none.
  public let leftFolder: String?
  /// What goes to the run's task, and still may be on its way; nil when the run has no task.
  public internal(set) var mirror: LiveMirror?

  public var state: RunState { landed.record.state }
}
