/// What the user asked for on the command line of `git lora run`.
public struct RunRequest: Sendable {
  /// The config as typed: a path from where the user stands, or a name below the configs folder.
  /// nil when `again` names a run.
  public var config: String?
  public var name: String?
  public var message: String?
  public var trainer: String?
  /// `key=value`
  public var overrides: [String] = []
  public var includeUntracked = false
  /// A run to repeat: its recorded config instead of the file's present text.
  public var again: String?
  /// Refuse while another run of the same branch is active.
  public var exclusive = false
  /// Hash everything anew instead of trusting remembered digests.
  public var rehash = false

  /// The ClickUp task to report to, instead of the config's or the branch's.
  public var task: String?

  public init(config: String?) { self.config = config }
}
