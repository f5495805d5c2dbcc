import LoraConfig
import LoraFiles
import LoraGit
import LoraStore
public import LoraYAML

/// What is wrong with each of some files.
public struct ValidationReport: Sendable {
  public struct File: Sendable {
    public let path: String
    /// Problems of the config itself and of what it names.
    public let config: [Diagnostic]
    /// Problems inside the training data.
    public let data: [Diagnostic]
  }

  public let files: [File]

  public var hasBadConfig: Bool { files.contains { $0.config.hasErrors } }
  public var hasBadData: Bool { files.contains { $0.data.hasErrors } }
}

/// Checks configs and `.lorarc` the way `run` would, and tells everything.
public struct ConfigValidation {
  let overrides: [String]
  let trainer: String?

  public init(overrides: [String], trainer: String?) {
    self.overrides = overrides
    self.trainer = trainer
  }

  /// - Parameter typed: files as the user typed them; every config of the team's patterns and
  ///   `.lorarc` when empty.
  public func report(on typed: [String]) throws(RunFailure) -> ValidationReport {
    try Overrides.check(overrides)
    let repository = try failing { () throws(GitError) in try Repository.discover() }
    let top = try failing { () throws(GitError) in try repository.environment.topLevel }
    let settings = Self.checkSettings(top)
    let workplace = Workplace(
      repository: repository, settings: settings.parsed ?? .standard, settingsBytes: settings.bytes)
    var files: [ValidationReport.File] = []
    for path in try paths(typed, in: workplace, top) {
      guard path != Workplace.settingsFile else {
        files.append(.init(path: path, config: settings.diagnostics, data: []))
        continue
      }
      files.append(try check(path, in: workplace, top))
    }
    return ValidationReport(files: files)
  }

  private func paths(_ typed: [String], in workplace: Workplace, _ top: String)
    throws(RunFailure) -> [String]
  {
    guard typed.isEmpty else {
      return try typed.map { path throws(RunFailure) in
        path == Workplace.settingsFile || path.hasSuffix("/" + Workplace.settingsFile)
          ? Workplace.settingsFile : try ConfigLookup(workplace: workplace).path(for: path)
      }
    }
    let found = FolderListing(of: top, skipping: [".git"]).paths.filter(workplace.settings.isConfig)
    return (workplace.settingsBytes == nil ? [] : [Workplace.settingsFile]) + found
  }

  private static func checkSettings(_ top: String)
    -> (parsed: TeamSettings?, bytes: [UInt8]?, diagnostics: [Diagnostic])
  {
    let path = top + "/" + Workplace.settingsFile
    guard let bytes = (try? WholeFile(path))?.bytes else { return (nil, nil, []) }
    let parsed = TeamSettings.parse(bytes: bytes, file: Workplace.settingsFile)
    return (parsed.settings, bytes, parsed.diagnostics)
  }

  private func check(_ path: String, in workplace: Workplace, _ top: String)
    throws(RunFailure) -> ValidationReport.File
  {
    let bytes = try NeededFile.read(path, below: top)
    let parsed = RunConfig.parse(bytes: bytes, file: path, overrides: overrides)
    guard let parsedConfig = parsed.config else {
      return .init(path: path, config: parsed.diagnostics, data: [])
    }
    let store = workplace.store
    let digests = try failing { () throws(StoreError) in try DigestCache(of: store) }
    let trainer = try TrainerChoice(named: trainer, in: workplace.settings)
    let config = trainer.settling(parsedConfig, top: top)
    let inputs = RunInputsCheck(
      config: config, workplace: workplace, top: top, trainer: trainer,
      name: RunName(configPath: path, patterns: workplace.settings.configs), store: store,
      digests: digests)
    let findings = try inputs.findings()
    let remarks = findings.remarks.map { config.diagnostic(.warning, at: .trainDataDir, $0) }
    return .init(
      path: path, config: parsed.diagnostics + findings.config, data: findings.data + remarks)
  }
}
