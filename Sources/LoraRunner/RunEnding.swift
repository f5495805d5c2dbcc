import LoraExperiment
import LoraGit
import LoraStore

/// From a trainer that has ended to a commit on the run branch and a copy in `output_dir`.
struct RunEnding {
  let begun: BegunRun
  let store: RunStore
  let identities: Identities
  let digests: DigestCache

  private var plan: RunPlan { begun.plan }

  /// A commit, and what it holds.
  private struct Landing {
    let run: LandedRun
    let subject: String
    let collection: Collection
  }

  func land(_ end: TrainerEnd) throws(RunFailure) -> RunOutcome {
    let judged = JudgedOutput(of: begun, end)
    let previous = try previousRun()
    let landing = try commit(judged, after: previous)
    let copy = copy(landing.run, landing.collection)
    let left = try LeftFiles.keep(below: begun.area.output, of: plan.id, in: store.folder)
    try failing { () throws(StoreError) in try begun.area.remove() }
    return RunOutcome(
      landed: landing.run, subject: landing.subject, stop: end.stop, copy: copy,
      isFirst: previous == nil, leftFolder: left)
  }

  /// What the trainer left cannot always be recorded as it is; that it ran still is.
  private func commit(_ judged: JudgedOutput, after previous: LoggedRun?) throws(RunFailure)
    -> Landing
  {
    do throws(RunFailure) { return try attempt(judged, after: previous) } catch {
      guard error.kind != .inTheWay else { throw error }
      return try attempt(judged.leavingEverything(because: error.message), after: previous)
    }
  }

  private func attempt(_ judged: JudgedOutput, after previous: LoggedRun?) throws(RunFailure)
    -> Landing
  {
    let draft = try begun.recording.finished(judged, after: previous)
    return Landing(
      run: try commit(draft), subject: draft.subject, collection: judged.collection)
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
