import LoraConfig
import LoraDigest
import LoraExperiment
import LoraFiles
import LoraGit
import LoraNames
import LoraStore
import LoraYAML

/// Turns a request into a plan, or says everything that is wrong with it. Writes nothing but
/// remembered digests.
struct Preflight {
  let workplace: Workplace
  let store: RunStore
  let digests: DigestCache
  let report: (RunNotice) -> Void

  func plan(_ request: RunRequest) throws(RunFailure) -> RunPlan {
    try Overrides.check(request.overrides)
    let message = try request.message.map { text throws(RunFailure) in try RunMessage(text) }
    let repeating = try repeatedRun(request)
    let path = try configPath(request, repeating)
    let trainer = try TrainerChoice(
      named: request.trainer ?? repeating?.trainer, in: workplace.settings)
    let read = try readConfig(at: path, request, repeating, trainer.dialect)
    let config = trainer.settling(read, top: try workplace.top())
    let name = try name(of: path, request, repeating)
    let branch = workplace.settings.branch(of: name)
    try checkBranch(branch, config: path, named: request.name != nil)
    let places = try OutputPlaces(config: config, name: name, workplace: workplace)

    let top = try workplace.top()
    let findings = try checkInputs(
      RunInputsCheck(
        config: config, workplace: workplace, top: top, trainer: trainer, name: name,
        store: store, digests: digests))
    let count = findings.examples
    let inputs = Inputs(
      config: config, top: top, reader: trainer.dataReader(for: config), digests: digests)
    let plan = RunPlan(
      id: RunID(), name: name, branch: branch, folder: places.folder, configPath: path,
      config: config, trainer: trainer, outputDirectory: places.outputDirectory,
      data: try inputs.manifest(), baseModel: try inputs.baseModel(), examples: count,
      plannedSteps: count.map { config.steps(examples: $0) }, message: message,
      includeUntracked: request.includeUntracked, repeating: repeating,
      continuing: try ContinuedBranch(of: branch, config: path, in: store),
      warnings: [name.mendingInWords].compactMap { $0 }, dataRemarks: findings.remarks)
    try failing { () throws(StoreError) in try digests.save() }
    return plan
  }

  private func repeatedRun(_ request: RunRequest) throws(RunFailure) -> RepeatedRun? {
    guard let revision = request.again else { return nil }
    guard request.config == nil else {
      throw RunFailure(
        .usage, "--again takes the recorded config: leave \(request.config ?? "") out")
    }
    return try RepeatedRun(revision, in: store)
  }

  // MARK: The config

  private func configPath(_ request: RunRequest, _ repeating: RepeatedRun?) throws(RunFailure)
    -> String
  {
    if let repeating { return repeating.configPath }
    guard let typed = request.config else {
      throw RunFailure(
        .usage, "which config?", hint: "git lora run configs/NAME.yaml, or --again RUN")
    }
    return try ConfigLookup(workplace: workplace).path(for: typed)
  }

  private func readConfig(
    at path: String, _ request: RunRequest, _ repeating: RepeatedRun?, _ dialect: ConfigDialect
  ) throws(RunFailure) -> RunConfig {
    let top = try workplace.top()
    let found = repeating?.configBytes ?? (try? WholeFile(top + "/" + path))?.bytes
    guard let bytes = found else {
      let name = RunName(configPath: path, patterns: workplace.settings.configs)
      throw RunFailure(
        .badConfig, "there is no config \(path)",
        hint: "git lora new \(ShellWord.quoting(name.text)) writes one")
    }
    let parsed = RunConfig.parse(
      bytes: bytes, file: path, overrides: overrides(request, repeating), dialect: dialect)
    for warning in parsed.diagnostics where warning.severity == .warning {
      report(.diagnostic(warning))
    }
    guard let config = parsed.config else {
      throw RunFailure(.badConfig, "\(path) cannot be run", diagnostics: parsed.diagnostics)
    }
    return config
  }

  /// A repeated run keeps its overrides, unless the same key is given anew.
  private func overrides(_ request: RunRequest, _ repeating: RepeatedRun?) -> [String] {
    func key(_ override: String) -> Substring { override.prefix { $0 != "=" } }
    let given = Set(request.overrides.map(key))
    let kept = (repeating?.overrides ?? []).filter { !given.contains(key($0)) }
    return kept + request.overrides
  }

  // MARK: The branch

  private func name(of path: String, _ request: RunRequest, _ repeating: RepeatedRun?)
    throws(RunFailure) -> RunName
  {
    if let typed = request.name { return try RunName(typed: typed) }
    return repeating?.name ?? RunName(configPath: path, patterns: workplace.settings.configs)
  }

  /// Refuses a branch that this run could not land on; or whose runs come from another config.
  private func checkBranch(_ branch: String, config: String, named: Bool) throws(RunFailure) {
    let reference = "refs/heads/" + branch
    try failing { () throws(StoreError) in try store.checkTarget(reference) }
    let tip = try failing { () throws(GitError) in try workplace.repository.reference(reference) }
    guard let tip else { return }
    let last = try failing { () throws(StoreError) in try store.runs(from: tip, limit: 1) }.first
    guard let last else {
      throw RunFailure(
        .inTheWay, "the branch \(branch) exists and holds no runs",
        hint: "choose another name with --name, or rename that branch: "
          + "git branch -m \(ShellWord.quoting(branch)) NEW")
    }
    guard named || last.summary.config.sameBytes(as: config) else {
      throw RunFailure(
        .inTheWay, "the runs of \(branch) come from \(last.summary.config), not from \(config)",
        hint: "give this config's runs a name of their own: --name NAME")
    }
  }

  // MARK: Data, base model, output folder

  /// What was found, without errors.
  private func checkInputs(
    _ check: RunInputsCheck
  ) throws(RunFailure) -> RunInputsCheck.Findings {
    let findings = try check.findings()
    for warning in findings.config + findings.data where warning.severity == .warning {
      report(.diagnostic(warning))
    }
    let file = check.config.file
    guard !findings.config.hasErrors else {
      throw RunFailure(.badConfig, "\(file) cannot be run", diagnostics: findings.config)
    }
    guard !findings.data.hasErrors else {
      throw RunFailure(.badData, "the data of \(file) cannot be used", diagnostics: findings.data)
    }
    return findings
  }
}
