public import LoraArchive
import LoraClickUp

/// What `git lora pull-data` is asked for.
public struct PullRequest: Sendable {
  public var place: Place
  /// The working tree: a folder below it must really lie there. Absolute; nil: not looked at.
  public var top: String?
  public var selection = Selection()
  /// Bytes of one attachment at most.
  public var largest = 2_000_000_000
  public var archives = ArchiveLimits()
  /// Whether archives are unpacked, or kept as they are.
  public var unpacks = true
  /// Whether files that were pulled once and are no longer here come again.
  public var bringsBack = false
  /// Whether files that are gone from the task are moved aside.
  public var prunes = false
  /// Looks and says; writes nothing.
  public var isDryRun = false

  /// Where the data goes. Paths are absolute.
  public enum Place: Sendable {
    case folder(String)
    /// The folder below that the task has already (`TaskFolders`), else one named by
    /// `DataFolderName`. Whoever insists on the type gets a folder of that type.
    case named(below: String, project: String?, type: String, insists: Bool = false)
  }

  public init(place: Place) { self.place = place }

  func folder(for task: ClickUpTask) -> String {
    switch place {
    case .folder(let folder): folder
    case .named(let top, let project, let type, let insists):
      TaskFolders(below: top).folder(ofTask: task.id, type: insists ? type : nil)
        ?? TaskFolders(below: top).newFolder(for: task, project: project, type: type)
    }
  }
}

/// How far a pull is.
public struct PullProgress: Sendable, Equatable {
  public let title: String
  /// From 1.
  public let number: Int
  public let count: Int
  /// Bytes of all attachments to be fetched, as far as the task says.
  public let totalBytes: Int
  public let receivedBytes: Int
}
