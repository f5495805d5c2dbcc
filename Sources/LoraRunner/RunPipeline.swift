import LoraConfig
import LoraExperiment
import LoraGit
import LoraStore

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
    try RecordSpace(store: store, plan: plan, top: try workplace.top()).check()
    report(.planned(plan))
    let reporting = TaskReporting(workplace: workplace, report: report)
    let task = try reporting.task(of: plan, asked: request.task)

    let beginning = RunBeginning(workplace: workplace, store: store, identities: identities)
    let ground = try beginning.ground(of: plan, for: task)
    let signals = StopSignals()
    let begun = try begin(beginning, on: ground, heeding: signals)
    for note in begun.remarks { report(.note(note)) }
    let mirror = reporting.begin(begun)
    let end = begun.session(signals) { event in
      mirror?.saw(event)
      report(.event(event))
    }.follow()

    signals.startRecording()
    let outcome = try RunEnding(
      begun: begun, store: store, identities: identities, digests: digests
    ).land(end)
    signals.release()
    mirror?.landed(outcome.landed.commit.hex)
    for warning in outcome.warnings { report(.warning(warning)) }
    store.startMaintenance()
    do { try digests.save() } catch { report(.warning("no digest is remembered: \(error)")) }
    return ReportedRun(outcome: outcome, mirror: mirror)
  }

  /// A signal that comes before the trainer starts ends the command as it ends any other, and nothing
  /// is left that looks like a run.
  private func begin(
    _ beginning: RunBeginning, on ground: RunBeginning.Ground, heeding signals: StopSignals
  ) throws(RunFailure) -> BegunRun {
    let begun: BegunRun
    do { begun = try beginning.begin(on: ground) } catch {
      signals.obeyPending()
      throw error
    }
    guard signals.hasPending else {
      signals.shieldChildren()
      return begun
    }
    begun.abandon()
    signals.obeyPending()
    throw RunFailure(.inTheWay, "a signal ended the run before its training began")
  }

  private func plan(_ request: RunRequest, _ digests: DigestCache) throws(RunFailure) -> RunPlan {
    try Preflight(workplace: workplace, store: store, digests: digests, report: report)
      .plan(request)
  }

  private func digests(_ request: RunRequest) throws(RunFailure) -> DigestCache {
    try failing { () throws(StoreError) in try DigestCache(of: store, rehash: request.rehash) }
  }
}
