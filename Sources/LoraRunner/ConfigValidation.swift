import LoraConfig
import LoraFiles
import LoraGit
import LoraNames
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
    let settings = try Self.checkSettings(top)
    let workplace = Workplace(
      repository: repository, settings: settings.parsed ?? .standard, settingsBytes: settings.bytes)
    let named = try typed.map { path throws(RunFailure) in try self.path(of: path, in: workplace) }
    let all = typed.isEmpty ? try workplace.configPaths() : (paths: named, unreadable: [])
    let standard = settings.bytes == nil ? [] : [Workplace.settingsFile]
    var files: [ValidationReport.File] = []
    for path in (typed.isEmpty ? standard : []) + all.paths {
      guard path != Workplace.settingsFile else {
        files.append(.init(path: path, config: settings.diagnostics, data: []))
        continue
      }
      files.append(try check(path, in: workplace, top))
    }
    files += all.unreadable.map { path in
      let problem = Diagnostic(file: path, message: "its name is not UTF-8", hint: "rename it")
      return ValidationReport.File(path: path, config: [problem], data: [])
    }
    return ValidationReport(files: files)
  }

  private func path(of typed: String, in workplace: Workplace) throws(RunFailure) -> String {
    let name = Workplace.settingsFile
    return typed == name || typed.ends(with: "/" + name)
      ? name : try ConfigLookup(workplace: workplace).path(for: typed)
  }

  private static func checkSettings(_ top: String) throws(RunFailure)
    -> (parsed: TeamSettings?, bytes: [UInt8]?, diagnostics: [Diagnostic])
  {
    guard let bytes = try Workplace.settingsBytes(below: top) else { return (nil, nil, []) }
    let parsed = TeamSettings.parse(bytes: bytes, file: Workplace.settingsFile)
    return (parsed.settings, bytes, parsed.diagnostics)
  }

  private func check(_ path: String, in workplace: Workplace, _ top: String)
    throws(RunFailure) -> ValidationReport.File
  {
    let bytes: [UInt8]
    do { bytes = try WholeFile("\(top)/\(path)").bytes } catch {
      return .init(path: path, config: [Self.unreadable(path, below: top, error)], data: [])
    }
    let choice = try TrainerChoice(named: trainer, in: workplace.settings)
    // Which of the team's trainers a file is for is not said in it; its keys may say for which not.
    let dialect = trainer == nil && choice.isBuiltIn ? .unknown : choice.dialect
    let parsed = RunConfig.parse(bytes: bytes, file: path, overrides: overrides, dialect: dialect)
    guard let parsedConfig = parsed.config, !(choice.isBuiltIn && parsedConfig.isForeign) else {
      return .init(path: path, config: parsed.diagnostics, data: [])
    }
    let store = workplace.store
    let digests = try failing { () throws(StoreError) in try DigestCache(of: store) }
    let config = choice.settling(parsedConfig, top: top)
    let inputs = RunInputsCheck(
      config: config, workplace: workplace, top: top, trainer: choice,
      name: RunName(configPath: path, patterns: workplace.settings.configs), store: store,
      digests: digests)
    let findings = try inputs.findings()
    let remarks = findings.remarks.map { config.diagnostic(.warning, at: .trainDataDir, $0) }
    return .init(
      path: path, config: parsed.diagnostics + findings.config, data: findings.data + remarks)
  }

  private static func unreadable(_ path: String, below top: String, _ error: FileError)
    -> Diagnostic
  {
    let place = "\(top)/\(path)"
    let isBroken = Standing(place) == .other && Standing(place, links: .followed) == .nothing
    return Diagnostic(
      file: path,
      message: isBroken
        ? "it is a symbolic link that leads nowhere" : "it cannot be read: \(error.reason)",
      hint: isBroken ? "bring back what it leads to, or remove it" : nil)
  }
}
