import LoraExperiment
import LoraFiles
import LoraGit
import LoraNames
public import LoraPosting
public import LoraStore

/// Ends runs whose process is gone, each by the path on which `run` itself ends one.
public struct RunRecovery {
  private let workplace: Workplace
  private let store: RunStore
  private let identities: Identities
  private let digests: DigestCache

  public init(_ workplace: Workplace) throws(RunFailure) {
    self.workplace = workplace
    let store = workplace.store
    self.store = store
    identities = try failing { () throws(GitError) in
      try workplace.repository.environment.identities()
    }
    digests = try failing { () throws(StoreError) in try DigestCache(of: store) }
  }

  /// - Parameter follow: a trainer that still lives is followed to its end, and gets the notices;
  ///   nil: its run is refused.
  /// - Throws: `.inTheWay` when the run is still at work, or cannot land now.
  public func recover(_ run: RunRemains, following follow: ((RunNotice) -> Void)? = nil)
    throws(RunFailure) -> RecoveredRun
  {
    if let refusal = refusal(of: run, follow) { throw refusal }
    // Whoever sees that the run is followed may send a signal to who follows it.
    let signals = StopSignals()
    guard let held = try failing({ () throws(StoreError) in try store.hold(run.area) }) else {
      throw .followed(run)
    }
    // Another process may have been faster until a moment ago.
    let found = try failing { () throws(StoreError) in try store.remains(of: run.id, isHeld: true) }
    guard let found else { return RecoveredRun(run, .forgotten) }
    if let refusal = refusal(of: found, follow) { throw refusal }
    return try end(found, held, signals, follow)
  }

  private func refusal(of run: RunRemains, _ follow: ((RunNotice) -> Void)?) -> RunFailure? {
    let isReachable = run.remedy == .attach && run.trainer?.isAlive == true && run.active != nil
    return follow != nil && isReachable ? nil : RunFailure(notToBeEnded: run)
  }

  private func end(
    _ run: RunRemains, _ held: HeldRunArea, _ signals: StopSignals,
    _ follow: ((RunNotice) -> Void)?
  ) throws(RunFailure) -> RecoveredRun {
    switch run.remedy {
    case .attach: return try attach(run, held, signals, follow ?? { _ in })
    case .land: return RecoveredRun(run, .landed(try land(run, held, signals)))
    case .landKept: return RecoveredRun(run, .moved(try landKept(run, held)))
    case .tidy:
      guard let landed = run.landed else { return RecoveredRun(run, .forgotten) }
      return RecoveredRun(run, .tidied(landed, left: try tidy(landed, held)))
    case .followed, .examine, .forget:
      try failing { () throws(StoreError) in try store.clear(held) }
      return RecoveredRun(run, .forgotten)
    }
  }

  /// Follows a trainer that another process has started, as that process did.
  private func attach(
    _ run: RunRemains, _ held: HeldRunArea, _ signals: StopSignals,
    _ report: @escaping (RunNotice) -> Void
  ) throws(RunFailure) -> RecoveredRun {
    let begun = try BegunRun(of: run, heldBy: held, in: workplace)
    takeOver(run, held)
    let mirror = TaskReporting(workplace: workplace, report: report).resume(begun)
    var end = begun.session(signals) { event in
      mirror?.saw(event)
      report(.event(event))
    }.follow()
    end.ended(in: begun)
    signals.startRecording()
    let outcome = try ending(of: begun).land(end)
    signals.release()
    mirror?.landed(outcome.landed.commit.hex)
    finish(outcome.landed)
    return RecoveredRun(run, .landed(outcome), mirror: mirror)
  }

  /// From now on this process is the one that follows the run.
  private func takeOver(_ run: RunRemains, _ held: HeldRunArea) {
    guard var state = run.state, let process = ProcessIdentity.current else { return }
    state.process = process
    try? held.area.write(state)
  }

  private func land(_ run: RunRemains, _ held: HeldRunArea, _ signals: StopSignals)
    throws(RunFailure) -> RunOutcome
  {
    let begun = try BegunRun(of: run, heldBy: held, in: workplace)
    signals.startRecording()
    defer { signals.release() }
    let outcome = try ending(of: begun).land(TrainerEnd(of: begun))
    finish(outcome.landed)
    return outcome
  }

  private func ending(of begun: BegunRun) -> RunEnding {
    RunEnding(begun: begun, store: store, identities: identities, digests: digests)
  }

  private func landKept(_ run: RunRemains, _ held: HeldRunArea) throws(RunFailure) -> LandedRun {
    guard let commit = run.active, let record = run.record else {
      throw RunFailure(.badData, "the run \(run.id.short) has no commit")
    }
    let kept = try failing { () throws(StoreError) in try store.keptRun(commit) }
    if let kept, let problem = RunFailure(unsigned: kept, in: store) { throw problem }
    let landed: LandedRun
    do { landed = try store.landKept(commit, of: record, by: identities) } catch {
      throw RunFailure(error).hinting(kept.map { "land it with: \($0.landing)" })
    }
    _ = try tidy(commit, held)
    finish(landed)
    return landed
  }

  /// What the process of a landed run left undone: the copy in `output_dir`, and its private area.
  ///
  /// - Returns: the folder of what is not recorded.
  private func tidy(_ run: LoggedRun, _ held: HeldRunArea) throws(RunFailure) -> String? {
    if let plan = try? held.area.state()?.plan {
      _ = try? OutputCopy(
        run: run, target: plan.outputDirectory, spent: [:], store: store, digests: digests
      ).write()
    }
    let output = held.area.output
    let paths = FolderListing(of: output).paths
    let open = try failing { () throws(StoreError) in
      try store.unrecorded(paths, in: output, of: run.summary.folder, digests: digests)
    }
    let recorded = NameSet(paths).subtracting(NameSet(open)).map { output + "/" + $0 }
    try failing { () throws(StoreError) in try store.dropActive(held.area.id) }
    return LeftFiles.clear(held.area, recorded: recorded, in: store.folder).folder
  }

  /// What a run that has become a commit owes to others; none of it undoes the commit.
  private func finish(_ landed: LandedRun) {
    try? workplace.mirror?.recovered(store.run(landed.commit.hex))
    store.startMaintenance()
    try? digests.save()
  }
}

/// What became of a run whose process was gone.
public struct RecoveredRun {
  public let run: RunRemains
  public let end: End
  /// What of one that was followed may still be on its way to its task.
  public let mirror: LiveMirror?

  public enum End {
    /// It is a commit now.
    case landed(RunOutcome)
    /// It was a commit, and is on its branch now.
    case moved(LandedRun)
    /// It was on its branch already.
    case tidied(LoggedRun, left: String?)
    /// It had not begun.
    case forgotten
  }

  init(_ run: RunRemains, _ end: End, mirror: LiveMirror? = nil) {
    self.run = run
    self.end = end
    self.mirror = mirror
  }
}
