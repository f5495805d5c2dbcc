import Glibc

/// What a name stands for; links are not followed.
public enum Standing: Sendable, Equatable {
  case nothing, file(bytes: Int), folder, other

  public init(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
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
