public import LoraNames

/// What a team agreed on once: `.lorarc`.
public struct TeamSettings: Sendable, Equatable {
  /// Nil: the repository's name.
  public var project: String?
  /// Patterns of the files that are configs of runs.
  public var configs: [String]
  /// Contains `{name}`.
  public var branch: String
  /// Root of run folders, below the top of the working tree.
  public var output: String
  /// `lora-train`, or a name in `trainers`.
  public var trainer: String
  public var trainers: NameMap<TrainerDefinition>
  /// Nil: no `clickup` section.
  public var clickup: ClickUpSettings?

  public static let builtInTrainer = "lora-train"

  /// What holds without a `.lorarc`.
  public static let standard = TeamSettings(Values(), trainers: [:], clickup: nil)

  /// Whether `path`, below the top of the working tree, is a run's config.
  public func isConfig(_ path: String) -> Bool { configs.contains { Glob($0).matches(path) } }

  /// The run branch of a config's runs, without `refs/heads/`.
  public func branch(of name: RunName) -> String {
    branch.parts(around: "{name}").joined(separator: name.text)
  }

  /// The folder of a run whose config names no `output_dir`.
  public func folder(of name: RunName) -> String {
    (OutputFolder.normalised(output) + [name.text]).joined(separator: "/")
  }
}

/// The `clickup` section.
public struct ClickUpSettings: Sendable, Equatable {
  public var lists: [String]
  public var statuses: Statuses
  public var fields: Fields
  public var report: Report
  public var reportEpochs: Int
  public var notify: [String]
  /// Bytes.
  public var attachLimit: Int
  /// Whether what ClickUp has not received makes `git lora run` exit 69.
  public var required: Bool
  /// With `{commit}` and `{path}`.
  public var link: String?
  public var description: Bool

  public enum Report: String, Sendable { case update, append }

  /// Names of statuses on the team's board; nil leaves the status alone.
  public struct Statuses: Sendable, Equatable {
    public var running, review, paused, failed: String?

    public init(
      running: String? = nil, review: String? = nil, paused: String? = nil, failed: String? = nil
    ) {
      self.running = running
      self.review = review
      self.paused = paused
      self.failed = failed
    }
  }

  /// Names of custom fields; nil writes none.
  public struct Fields: Sendable, Equatable {
    public var version, storage: String?
    /// Sorted by what they show.
    public var others: [MappedField] = []
  }
}
