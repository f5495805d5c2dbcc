public import LoraFiles
import LoraNames

/// What the end of a run needs to know and its beginning's commit does not say, so that the run can
/// be ended by another process than the one that began it.
public struct BegunPlan: Sendable, Codable, Equatable {
  /// Where people look for the result; absolute.
  public var outputDirectory: String
  /// The user's own words for the commit.
  public var message: Message?
  /// The patterns of what to record beside the adapter.
  public var collect: [String]
  /// The remote's run that this one follows, where the branch was not here yet: its commit.
  public var follows: String?
  /// The files that lay in `outputDirectory`.
  private var outputBefore: [OldFile]

  public struct Message: Sendable, Codable, Equatable {
    public var subject: String
    public var body: String?

    public init(subject: String, body: String?) {
      self.subject = subject
      self.body = body
    }
  }

  private struct OldFile: Sendable, Codable, Equatable {
    var path: String
    var stamp: FileStamp
  }

  public init(
    outputDirectory: String, holding before: FolderListing, message: Message?, collect: [String],
    follows: String?
  ) {
    self.outputDirectory = outputDirectory
    outputBefore = before.paths.compactMap { path in
      before.entries[path].map { OldFile(path: path, stamp: $0) }
    }
    self.message = message
    self.collect = collect
    self.follows = follows
  }

  /// What lay in `outputDirectory` before the trainer began.
  public var before: FolderListing {
    FolderListing(entries: NameMap(outputBefore.map { ($0.path, $0.stamp) }))
  }
}
