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
