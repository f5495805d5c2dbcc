import LoraExperiment
import LoraGit
import LoraStore

/// From a trainer that has ended to a commit on the run branch and a copy in `output_dir`.
struct RunEnding {
  let plan: RunPlan
  let begun: BegunRun
  let store: RunStore
  let identities: Identities
  let digests: DigestCache

  func land(_ end: TrainerEnd, outputBefore: FolderListing) throws(RunFailure) -> RunOutcome {
    let output = TrainerOutput(
      privateFolder: begun.area.output, outputDirectory: plan.outputDirectory, before: outputBefore)
    let collection = output.collection(
      announced: end.journal.adapterPaths, folder: begun.area.output, collect: plan.trainer.collect)
    let log = FileBytes.read(begun.area.log) ?? []
    let verdict = RunVerdict(
      end: end, adapter: AdapterCheck.finding(in: collection), left: collection.left,
      logTail: LogText.tail(log, lines: 1))

    let previous = try previousRun()
    func record(_ verdict: RunVerdict, _ collection: Collection) throws(RunFailure)
      -> (draft: RunDraft, run: LandedRun)
    {
      let draft = try begun.recording.finished(
        end, verdict: verdict, collection: collection, log: log, previous: previous)
      return (draft, try commit(draft))
    }
    func recorded() throws(RunFailure) -> (RunDraft, LandedRun, Collection) {
      do throws(RunFailure) {
        let (draft, run) = try record(verdict, collection)
        return (draft, run, collection)
      } catch  where error.kind != .inTheWay {
        // What the trainer left cannot be recorded as it is; that it ran still is.
        let failed = RunVerdict(failedBy: "its output cannot be recorded: \(error.message)")
        let nothing = Collection(leaving: output.files.keys.sorted())
        let (draft, run) = try record(failed, nothing)
        return (draft, run, nothing)
      }
    }
    let (draft, run, kept) = try recorded()
    return try outcome(end, draft, run, kept, isFirst: previous == nil)
  }

  private func outcome(
    _ end: TrainerEnd, _ draft: RunDraft, _ landed: LandedRun, _ collection: Collection,
    isFirst: Bool
  ) throws(RunFailure) -> RunOutcome {
    let copy = copy(landed, collection)
    let left = try LeftFiles.keep(below: begun.area.output, of: plan.id, in: store.folder)
    try failing { () throws(StoreError) in try begun.area.remove() }
    return RunOutcome(
      landed: landed, subject: draft.subject, stop: end.stop, copy: copy, isFirst: isFirst,
      leftFolder: left)
  }

  /// A run that cannot land on its branch is kept, and the error says where: nothing of it is lost
  /// with the private area, which would otherwise pass for that of an interrupted run.
  private func commit(_ draft: RunDraft) throws(RunFailure) -> LandedRun {
    do { return try store.land(draft, by: identities, following: plan.continuing?.tip) } catch {
      if error.keptCommit != nil { try? begun.area.remove() }
      throw RunFailure(error)
    }
  }

  private func previousRun() throws(RunFailure) -> LoggedRun? {
    let tip = try failing { () throws(GitError) in try store.repository.reference(plan.reference) }
    guard let tip else { return plan.continuing?.last }
    return try failing { () throws(StoreError) in try store.runs(from: tip, limit: 1) }.first
  }

  /// The convenience copy. A run that is recorded does not fail because of it.
  private func copy(_ landed: LandedRun, _ collection: Collection) -> CopyOutcome {
    do throws(RunFailure) {
      // HEAD is itself a run: its tree tracks the folder.
      if try headTracksFolder() { return .leftOut("HEAD tracks \(plan.folder)") }
      let run = try failing { () throws(StoreError) in try store.run(landed.commit.hex) }
      let inTheWay = try OutputCopy(
        run: run, target: plan.outputDirectory,
        spent: collection.sources(below: begun.area.output), store: store, digests: digests
      ).write()
      guard let first = inTheWay.first else { return .written(plan.outputDirectory) }
      return .leftOut(
        "\(first) appeared there during the run, and no run recorded it "
          + "(collect: in .lorarc would)")
    } catch {
      return .leftOut(error.message)
    }
  }

  private func headTracksFolder() throws(RunFailure) -> Bool {
    try failing { () throws(GitError) in
      guard let head = begun.recording.source.commit else { return false }
      let tree = try store.repository.commit(head).tree
      return try store.repository.entry(at: plan.folder, in: tree) != nil
    }
  }
}

/// What became of the copy in `output_dir`.
public enum CopyOutcome: Sendable, Equatable {
  /// The folder.
  case written(String)
  /// Why there is none.
  case leftOut(String)
}
