/// One row of a table of keys: everything that validation, help, docs and editors know of it.
public struct ConfigKey: Sendable {
  /// The spelling in docs and in `config.resolved.yaml`. A nested key is written with dots;
  /// `*` stands for a name that the team chooses, `<key>` for a key of a run's config.
  public let name: String
  /// Other spellings that people bring from other trainers.
  public let aliases: [String]
  public let type: ConfigType
  public let standard: Standard
  public let unit: String?
  /// The tasks it means something for; empty for all.
  public let tasks: [TaskType]
  /// The key that this one replaces; both at once are an error.
  public let insteadOf: String?
  /// One or two sentences.
  public let help: String
  /// A value as one would write it.
  public let example: String

  /// What holds when the key is absent.
  public enum Standard: Sendable, Equatable {
    /// Nothing: the feature is off.
    case none
    case required
    case value(ConfigValue)
    case sameAs(RunKey)
    /// By task, in words the value for each.
    case byTask([TaskType: ConfigValue])
    /// In words, where another part of the program decides.
    case described(String)
  }

  init(
    _ name: String, _ type: ConfigType, standard: Standard = .none, unit: String? = nil,
    aliases: [String] = [], tasks: [TaskType] = [], insteadOf: String? = nil, example: String,
    help: String
  ) {
    self.name = name
    self.aliases = aliases
    self.type = type
    self.standard = standard
    self.unit = unit
    self.tasks = tasks
    self.insteadOf = insteadOf
    self.help = help
    self.example = example
  }

  func applies(to task: TaskType) -> Bool { tasks.isEmpty || tasks.contains(task) }
}
