import Glibc
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

  /// - Throws: only while there is no commit on the branch. Then everything of the run is still there:
  ///   as a commit under its active reference, or in its private area.
  func land(_ end: TrainerEnd) throws(RunFailure) -> RunOutcome {
    let judged = JudgedOutput(of: begun, end)
    let previous = previousRun()
    let landing = try commit(judged, after: previous)
    let copy = copy(landing.run, landing.collection)
    let left = LeftFiles.clear(
      begun.area, recorded: landing.collection.sources(below: begun.area.output).values,
      in: store.folder)
    return RunOutcome(
      landed: landing.run, subject: landing.subject, stop: end.stop, copy: copy,
      isFirst: previous == nil, leftFolder: left.folder, warnings: left.warnings)
  }

  /// Seconds to wait before each new attempt: what another program holds for a moment, or a disk
  /// that somebody is making room on, may be as it should be by then.
  private static let pauses = [0.05, 0.1, 0.2, 0.4, 0.8, 1.6]

  private func commit(_ judged: JudgedOutput, after previous: LoggedRun?) throws(RunFailure)
    -> Landing
  {
    var judged = judged
    var pauses = Self.pauses[...]
    while true {
      do throws(RecordingError) { return try attempt(judged, after: previous) } catch {
        switch error {
        // What the trainer left cannot always be recorded as it is; that it ran still is.
        case .output(let cause) where judged.takesOutput:
          judged = judged.leavingEverything(because: cause)
        case .kept(let failure):
          LeftFiles.clear(begun.area, in: store.folder)
          throw failure
        case .output(let cause):
          throw unrecorded(RunFailure(.environment, cause))
        case .refused(let failure):
          guard let pause = pauses.popFirst() else { throw unrecorded(failure) }
          usleep(UInt32(pause * 1e6))
        }
      }
    }
  }

  private func attempt(_ judged: JudgedOutput, after previous: LoggedRun?) throws(RecordingError)
    -> Landing
  {
    let draft = try begun.recording.finished(judged, after: previous)
    do {
      let run = try store.land(draft, by: identities, following: plan.continuing?.tip)
      return Landing(run: run, subject: draft.subject, collection: judged.collection)
    } catch {
      throw RecordingError(error)
    }
  }

  private func unrecorded(_ failure: RunFailure) -> RunFailure {
    RunFailure(
      failure.kind, "the run is not recorded yet: \(failure.message)",
      hint: "nothing of it is lost: it is in \(begun.area.folder). When the cause is gone: "
        + "git lora recover \(plan.id.short)")
  }

  /// For what has changed since, and for the words; a run is recorded without.
  private func previousRun() -> LoggedRun? {
    guard let tip = (try? store.repository.reference(plan.reference)) ?? nil else {
      return plan.continuing?.last
    }
    return (try? store.runs(from: tip, limit: 1))?.first
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
