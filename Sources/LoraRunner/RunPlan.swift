public import LoraConfig
public import LoraExperiment

/// Everything decided about a run before anything is written.
public struct RunPlan: Sendable {
  public let id: RunID
  public let name: RunName
  /// Without `refs/heads/`.
  public let branch: String
  /// The run's folder in the commit's tree.
  public let folder: String
  /// The config's path below the top.
  public let configPath: String
  public let config: RunConfig
  public let trainer: TrainerChoice
  /// On disk, absolute: where people look for the result.
  public let outputDirectory: String
  public let data: DataManifest
  public let baseModel: BaseModelIdentity?
  /// Known for a trainer whose data we can count.
  public let examples: Int?
  public let plannedSteps: Int?
  /// The user's own words for the commit.
  public let message: RunMessage?
  public let includeUntracked: Bool
  public let repeating: RepeatedRun?
  /// The remote's runs that this one follows, where the branch is not here yet.
  public let continuing: ContinuedBranch?
  /// Things to know that stop nothing.
  public let warnings: [String]
  /// What is worth knowing of the data. The trainer's log says it too.
  public let dataRemarks: [String]

  public var reference: String { "refs/heads/" + branch }
}

/// The trainer that a run uses.
public struct TrainerChoice: Sendable, Equatable {
  public let name: String
  let definition: TrainerDefinition?

  public var isBuiltIn: Bool { definition == nil }
  /// Whose keys its configs may hold.
  var dialect: ConfigDialect { isBuiltIn ? .own : .foreign }
  public var collect: [String] { definition?.collect ?? [] }
  public var environment: [String: String] { definition?.environment ?? [:] }

  /// Program and arguments for a config file.
  public func words(config path: String) -> [String] {
    definition?.command(config: path) ?? [BuiltInTrainer.program, "--config", path]
  }

  /// As a run has recorded it.
  init(recorded definition: TrainerDefinition) {
    name = definition.name
    self.definition = definition
  }

  init(named name: String?, in settings: TeamSettings) throws(RunFailure) {
    self.name = name ?? settings.trainer
    definition = settings.trainers[self.name]
    guard definition == nil, self.name != TeamSettings.builtInTrainer else { return }
    let known = [TeamSettings.builtInTrainer] + settings.trainers.names
    let nearest = NearestName.of(self.name, among: known).map { "did you mean \($0)? " } ?? ""
    throw RunFailure(
      .usage, "there is no trainer '\(self.name)'",
      hint: nearest + "known ones are \(known.joined(separator: ", ")); "
        + "add an entry under trainers: in .lorarc")
  }
}
