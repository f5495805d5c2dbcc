/// A file on a task or on one of its comments.
public struct TaskAttachment: Sendable, Equatable {
  public let id: String
  /// The file's name as its owner gave it; several may share one.
  public let title: String
  /// Bytes; nil when the answer does not say (as after an upload).
  public let size: Int?
  public let type: String?
  /// Milliseconds since 1970.
  public let date: Int
  /// Valid for a while after it was read. May carry a signature: never logged, never kept.
  public let url: String
  public let user: ClickUpUser?
  /// The comment it hangs on; nil when it hangs on the task itself.
  public let comment: String?
  public let isDeleted: Bool
  public let isHidden: Bool
  public let isFolder: Bool

  public init(
    id: String, title: String, size: Int?, type: String? = nil, date: Int, url: String,
    user: ClickUpUser? = nil, comment: String? = nil, isDeleted: Bool = false,
    isHidden: Bool = false, isFolder: Bool = false
  ) {
    self.id = id
    self.title = title
    self.size = size
    self.type = type
    self.date = date
    self.url = url
    self.user = user
    self.comment = comment
    self.isDeleted = isDeleted
    self.isHidden = isHidden
    self.isFolder = isFolder
  }
}

/// A file on its way to a task; streamed from disk.
public struct UploadedFile: Sendable, Equatable {
  public let path: String
  public let name: String
  public let type: String

  public init(path: String, name: String, type: String = "application/octet-stream") {
    self.path = path
    self.name = name
    self.type = type
  }
}
