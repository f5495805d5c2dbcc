import Glibc

/// What a name stands for.
public enum Standing: Sendable, Equatable {
  case nothing, file(bytes: Int), folder, other

  /// - Parameter links: a symbolic link itself is `other`.
  public init(_ path: String, links: OpenFile.Links = .refused) {
    var status = stat()
    guard (links == .followed ? stat(path, &status) : lstat(path, &status)) == 0 else {
      self = .nothing
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file(bytes: Int(status.st_size))
    case S_IFDIR: self = .folder
    default: self = .other
    }
  }
}
