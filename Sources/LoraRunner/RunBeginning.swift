import LoraConfig
import LoraExperiment
import LoraGit
import LoraStore

/// From a plan to a run that exists: private area, snapshot, active reference.
struct RunBeginning {
  let workplace: Workplace
  let store: RunStore
  let identities: Identities

  func begin(_ plan: RunPlan) throws(RunFailure) -> BegunRun {
    let started = WallClock.now()
    let source = try snapshot(plan)
    let recording = RunRecording(plan: plan, source: source, started: started, store: store)
    let held = try failing { () throws(StoreError) in try store.makeArea(for: plan.id) }
    do throws(RunFailure) {
      try write(plan, into: held.area, started: started)
      let draft = try recording.beginning()
      _ = try failing { () throws(StoreError) in try store.begin(draft, by: identities) }
      let launch = try launch(plan, in: held.area)
      return BegunRun(recording: recording, area: held.area, held: held, launch: launch)
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
    try FileBytes.write(Array(text.utf8), to: area.config)
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
  let area: RunArea
  /// Keeps the area's lock for as long as this process follows the run.
  let held: HeldRunArea
  let launch: TrainerLaunch

  func session(_ report: @escaping (TrainingEvent) -> Void) -> TrainerSession {
    TrainerSession(launch: launch, report: report)
  }
}
