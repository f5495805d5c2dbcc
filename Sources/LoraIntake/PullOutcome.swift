public import LoraClickUp

/// What a pull did, or in a dry run would do.
public struct PullOutcome: Sendable {
  public let task: ClickUpTask
  /// Absolute.
  public let folder: String
  public var fetched: [Fetched] = []
  /// Of earlier pulls, as they were.
  public var kept: [PulledData.Entry] = []
  /// Changed here since they came; left as they are.
  public var edited: [PulledData.Entry] = []
  /// No longer here; not fetched again unless asked.
  public var missing: [PulledData.Entry] = []
  public var gone: [Gone] = []
  public var skipped: [Skipped] = []
  public var failed: [Failed] = []

  /// An attachment that came now.
  public struct Fetched: Sendable {
    public let attachment: TaskAttachment
    /// In the data folder.
    public let name: String
    /// nil in a dry run.
    public let entry: PulledData.Entry?
    /// Files of an archive that are no data: hidden ones and what systems add.
    public let leftOut: Int
    /// Where the file lies now, below the data folder, that had the name and is gone from the task;
    /// in a dry run where it is.
    public let replaced: String?
    /// As the task says, which may not be what came: some files it calls empty.
    public let statedBytes: Int?
  }

  /// A file that the task no longer has.
  public struct Gone: Sendable {
    public let entry: PulledData.Entry
    /// Where it lies now, below the data folder; nil when it stays.
    public let movedTo: String?
    public let isEdited: Bool
  }

  public struct Skipped: Sendable {
    public let attachment: TaskAttachment
    public let reason: Selection.Reason
  }

  public struct Failed: Sendable {
    public let attachment: TaskAttachment
    public let error: IntakeError
  }

  init(task: ClickUpTask, folder: String) {
    self.task = task
    self.folder = folder
  }
}
