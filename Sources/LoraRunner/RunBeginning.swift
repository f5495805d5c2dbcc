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

  /// What a run starts from, as it stands now; nothing but Git objects is written for it.
  struct Ground {
    let plan: RunPlan
    let task: RunTask?
    let source: SourceSnapshot
    let started: String
    /// What lies in the config's `output_dir`.
    let output: FolderListing
  }

  /// - Parameter task: the one that the run reports to.
  func ground(of plan: RunPlan, for task: RunTask?) throws(RunFailure) -> Ground {
    let output = FolderListing(of: plan.outputDirectory)
    let started = WallClock.now()
    return Ground(
      plan: plan, task: task, source: try snapshot(plan), started: started, output: output)
  }

  func begin(on ground: Ground) throws(RunFailure) -> BegunRun {
    let plan = ground.plan
    let recording = RunRecording(
      plan: plan, task: ground.task, source: ground.source, started: ground.started, store: store)
    let held = try failing { () throws(StoreError) in try store.makeArea(for: plan.id) }
    var trainer: SupervisedTrainer?
    do throws(RunFailure) {
      // It gets ready while the beginning is recorded.
      let supervised = try SupervisedTrainer(in: held.area)
      trainer = supervised
      try write(ground, into: held.area)
      let draft = try recording.beginning()
      _ = try failing { () throws(StoreError) in try store.begin(draft, by: identities) }
      return BegunRun(
        recording: recording, held: held,
        launch: TrainerLaunch(of: plan, in: held.area, folder: try workplace.top()),
        trainer: supervised, outputBefore: ground.output)
    } catch {
      // Nothing has begun: an area left behind would pass for that of an interrupted run.
      trainer?.cancel()
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

  private func write(_ ground: Ground, into area: RunArea) throws(RunFailure) {
    let plan = ground.plan
    guard let process = ProcessIdentity.current else {
      throw RunFailure(.environment, "cannot read /proc/self/stat")
    }
    let text = plan.config.foreignYAML(outputDirectory: area.output)
    try NeededFile.write(Array(text.utf8), to: area.config)
    try failing { () throws(StoreError) in
      try area.write(
        ActiveRunState(
          id: plan.id, name: plan.name.text, branch: plan.reference, config: plan.configPath,
          state: .running, started: ground.started, process: process,
          plan: plan.begun(holding: ground.output)))
    }
  }
}

/// A run that has begun: recorded under its active reference, not yet trained.
struct BegunRun {
  let recording: RunRecording
  /// Keeps the area's lock for as long as this process follows the run.
  let held: HeldRunArea
  let launch: TrainerLaunch
  /// Waits for its start.
  let trainer: SupervisedTrainer
  /// What lay in the config's `output_dir` before the trainer began.
  let outputBefore: FolderListing

  var plan: RunPlan { recording.plan }
  var area: RunArea { held.area }

  /// What is worth knowing before step 1, a sentence each.
  var remarks: [String] {
    let tree = recording.source.tree.hex
    return recording.omissions + (plan.repeating?.remarks(on: plan, sourceTree: tree) ?? [])
  }

  func session(_ signals: StopSignals, _ report: @escaping (TrainingEvent) -> Void)
    -> TrainerSession
  {
    TrainerSession(launch: launch, trainer: trainer, signals: signals, report: report)
  }

  /// Takes everything back: there was no run.
  func abandon() {
    trainer.cancel()
    try? recording.store.dropActive(plan.id)
    try? area.remove()
  }
}
