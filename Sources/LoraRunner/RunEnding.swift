import LoraExperiment
import LoraGit
import LoraStore

/// From a trainer that has ended to a commit on the run branch and a copy in `output_dir`.
struct RunEnding {
  let plan: RunPlan
  let begun: BegunRun
  let store: RunStore
  let identities: Identities

  func land(_ end: TrainerEnd, outputBefore: FolderListing) throws(RunFailure) -> RunOutcome {
    let output = TrainerOutput(
      privateFolder: begun.area.output, outputDirectory: plan.outputDirectory, before: outputBefore)
    let collection = output.collection(
      announced: end.journal.adapterPaths, folder: begun.area.output, collect: plan.trainer.collect)
    let log = FileBytes.read(begun.area.log) ?? []
    let verdict = RunVerdict(
      end: end, adapter: AdapterCheck.finding(in: collection),
      logTail: LogText.tail(log, lines: 1))

    let previous = try previousRun()
    let draft = try begun.recording.finished(
      end, verdict: verdict, collection: collection, log: log, previous: previous)
    let landed = try commit(draft)
    let inTheWay = try copy(landed)
    try failing { () throws(StoreError) in try begun.area.remove() }
    return RunOutcome(
      landed: landed, subject: draft.subject, stop: end.stop, inTheWay: inTheWay ?? [],
      isFirst: previous == nil,
      outputDirectory: inTheWay?.isEmpty == true ? plan.outputDirectory : nil)
  }

  /// A run that cannot land on its branch is kept, and the error says where: nothing of it is lost
  /// with the private area, which would otherwise pass for that of an interrupted run.
  private func commit(_ draft: RunDraft) throws(RunFailure) -> LandedRun {
    do { return try store.land(draft, by: identities) } catch {
      if error.keptCommit != nil { try? begun.area.remove() }
      throw RunFailure(error)
    }
  }

  private func previousRun() throws(RunFailure) -> LoggedRun? {
    let tip = try failing { () throws(GitError) in try store.repository.reference(plan.reference) }
    guard let tip else { return nil }
    return try failing { () throws(StoreError) in try store.runs(from: tip, limit: 1) }.first
  }

  /// The convenience copy; nil when none is made because HEAD is itself a run, whose tree tracks
  /// the folder. Otherwise the files that stood in the way.
  private func copy(_ landed: LandedRun) throws(RunFailure) -> [String]? {
    let headTracksFolder = try failing { () throws(GitError) in
      try begun.recording.source.commit.map { commit throws(GitError) in
        try store.repository.entry(at: plan.folder, in: try store.repository.commit(commit).tree)
          != nil
      } ?? false
    }
    guard !headTracksFolder else { return nil }
    let (run, digests) = try failing { () throws(StoreError) in
      (try store.run(landed.commit.hex), try DigestCache(of: store))
    }
    return try OutputCopy(run: run, target: plan.outputDirectory, store: store, digests: digests)
      .write()
  }
}
