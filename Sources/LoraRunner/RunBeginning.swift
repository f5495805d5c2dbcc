import LoraConfig
import LoraExperiment
import LoraFiles
import LoraGit
import LoraPosting
import LoraStore

/// From a plan to a run that exists: private area, snapshot, active reference.
struct RunBeginning {
  let workplace: Workplace
  let store: RunStore
  let identities: Identities

  /// - Parameter task: the one that the run reports to.
  func begin(_ plan: RunPlan, for task: RunTask?) throws(RunFailure) -> BegunRun {
    let before = FolderListing(of: plan.outputDirectory)
    let started = WallClock.now()
    let source = try snapshot(plan)
    let recording = RunRecording(
      plan: plan, task: task, source: source, started: started, store: store)
    let held = try failing { () throws(StoreError) in try store.makeArea(for: plan.id) }
    do throws(RunFailure) {
      try write(plan, into: held.area, started: started)
      let draft = try recording.beginning()
      _ = try failing { () throws(StoreError) in try store.begin(draft, by: identities) }
      let launch = try launch(plan, in: held.area)
      return BegunRun(recording: recording, held: held, launch: launch, outputBefore: before)
    } catch {
      // Nothing has begun: an area left behind would pass for that of an interrupted run.
      try? held.area.remove()
      throw error
    }
  }

  private func snapshot(_ plan: RunPlan) throws(RunFailure) -> SourceSnapshot {
    let extra = [plan.configPath] + (workplace.settingsBytes == nil ? [] : [Workplace.settingsFile])
    let top = try workplace.top()
    return try failing { () throws(GitError) in
      try SourceSnapshot.take(
        of: workplace.repository, including: extra.filter { FilePath.exists(top + "/" + $0) },
        includeUntracked: plan.includeUntracked)
    }
  }

  private func write(_ plan: RunPlan, into area: RunArea, started: String) throws(RunFailure) {
    guard let process = ProcessIdentity.current else {
      throw RunFailure(.environment, "cannot read /proc/self/stat")
    }
    let text = plan.config.foreignYAML(outputDirectory: area.output)
    try NeededFile.write(Array(text.utf8), to: area.config)
    try failing { () throws(StoreError) in
      try area.write(
        ActiveRunState(
          id: plan.id, name: plan.name.text, branch: plan.reference, config: plan.configPath,
          state: .running, started: started, process: process))
    }
  }

  private func launch(_ plan: RunPlan, in area: RunArea) throws(RunFailure) -> TrainerLaunch {
    TrainerLaunch(
      words: plan.trainer.words(config: area.config), folder: try workplace.top(),
      environment: plan.trainer.environment, runID: plan.id.text, journal: area.journal,
      stopFile: area.stopFile, outputFolder: area.output, log: area.log)
  }
}

/// A run that has begun: recorded under its active reference, not yet trained.
struct BegunRun {
  let recording: RunRecording
  /// Keeps the area's lock for as long as this process follows the run.
  let held: HeldRunArea
  let launch: TrainerLaunch
  /// What lay in the config's `output_dir` before the trainer began.
  let outputBefore: FolderListing

  var plan: RunPlan { recording.plan }
  var area: RunArea { held.area }

  /// What is worth knowing before step 1, a sentence each.
  var remarks: [String] {
    let tree = recording.source.tree.hex
    return recording.omissions + (plan.repeating?.remarks(on: plan, sourceTree: tree) ?? [])
  }

  func session(_ report: @escaping (TrainingEvent) -> Void) -> TrainerSession {
    TrainerSession(launch: launch, report: report)
  }
}
