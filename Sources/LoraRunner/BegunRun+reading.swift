import LoraConfig
import LoraExperiment
import LoraFiles
import LoraGit
import LoraStore

extension RunPlan {
  /// What the run's end needs and its beginning's commit will not say.
  func begun(holding before: FolderListing) -> BegunPlan {
    BegunPlan(
      outputDirectory: outputDirectory, holding: before,
      message: message.map { BegunPlan.Message(subject: $0.subject, body: $0.body) },
      collect: trainer.collect, follows: continuing?.tip.hex)
  }
}

extension BegunRun {
  /// Reads back a run that another process has begun: from the commit of its beginning and from its
  /// private area, or, where that is gone, as if it began now.
  ///
  /// - Parameter remains: with the commit of a beginning.
  init(of remains: RunRemains, heldBy held: HeldRunArea, in workplace: Workplace)
    throws(RunFailure)
  {
    let store = workplace.store
    guard let commit = remains.active, let record = remains.record else {
      throw RunFailure(.badData, "nothing says from what the run \(remains.id.short) began")
    }
    let begun = remains.state?.plan
    let plan = try RunPlan(of: record, at: commit, begun, in: workplace)
    let recording = RunRecording(
      plan: plan, task: nil, source: try SourceSnapshot(recorded: record.source),
      started: record.started, store: store, begun: record)
    self.init(
      recording: recording, held: held,
      launch: TrainerLaunch(of: plan, in: held.area, folder: try workplace.top()),
      trainer: SupervisedTrainer(leftIn: held.area),
      outputBefore: begun?.before ?? FolderListing(of: plan.outputDirectory))
  }
}

extension RunPlan {
  fileprivate init(
    of record: RunRecord, at commit: LoggedRun, _ begun: BegunPlan?, in workplace: Workplace
  ) throws(RunFailure) {
    let store = workplace.store
    let name = RunName(record.name)
    let config = try RunConfig(recordedBy: record, at: commit, in: store)
    let collect = begun?.collect ?? workplace.settings.trainers[record.trainer.name]?.collect ?? []
    let standard = try OutputPlaces(config: config, name: name, workplace: workplace)
    let outputDirectory = begun?.outputDirectory ?? standard.outputDirectory
    self.init(
      id: record.id, name: name, branch: RunRefs.short(record.branch), folder: record.folder,
      configPath: record.config, config: config,
      trainer: TrainerChoice(
        recorded: TrainerDefinition(
          name: record.trainer.name, words: record.trainer.command, collect: collect)),
      outputDirectory: outputDirectory,
      data: try failing { () throws(StoreError) in try store.manifest(of: commit) },
      baseModel: record.baseModel, examples: nil, plannedSteps: nil,
      message: begun?.message.map { RunMessage(subject: $0.subject, body: $0.body) },
      includeUntracked: false, repeating: nil,
      continuing: begun?.follows.flatMap { ContinuedBranch(following: $0, in: store) },
      warnings: [], dataRemarks: [])
  }
}

extension RunConfig {
  fileprivate init(recordedBy record: RunRecord, at commit: LoggedRun, in store: RunStore)
    throws(RunFailure)
  {
    let bytes = try failing { () throws(StoreError) in
      try store.file("config.yaml", of: commit) ?? []
    }
    let parsed = RunConfig.parse(
      bytes: bytes, file: record.config, overrides: record.overrides,
      dialect: TeamSettings.dialect(of: record.trainer.name))
    guard let config = parsed.config else {
      throw RunFailure(
        .badConfig, "the recorded config of the run \(record.id.short) cannot be read",
        hint: "this git-lora knows other keys than the one that began the run",
        diagnostics: parsed.diagnostics)
    }
    self = config
  }
}

extension SourceSnapshot {
  fileprivate init(recorded source: SourceState) throws(RunFailure) {
    guard let tree = ObjectID(hex: source.tree) else {
      throw RunFailure(.badData, "the run's record names no tree: \(source.tree)")
    }
    self.init(
      commit: source.commit.flatMap { ObjectID(hex: $0) }, tree: tree, isDirty: source.dirty,
      untracked: source.untracked)
  }
}
