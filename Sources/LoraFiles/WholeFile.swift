public import Glibc

/// A regular file, read whole.
public struct WholeFile: Sendable {
  public let bytes: [UInt8]
  public let permissions: mode_t

  public var isExecutable: Bool { permissions & S_IXUSR != 0 }

  /// What is no file is refused (`EISDIR`, else `EINVAL`): a link in a repository may lead to a device, which never
  /// ends, or to a pipe, which never begins.
  public init(_ path: String) throws(FileError) {
    let file = try OpenFile(path, O_RDONLY | O_NONBLOCK)
    let status = try file.status
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG else {
      throw FileError("read", path, code: kind == S_IFDIR ? EISDIR : EINVAL)
    }
    bytes = try file.read()
    permissions = status.st_mode & 0o7777
  }

  /// Nil when nothing is there.
  public init?(ifThere path: String) throws(FileError) {
    do { try self.init(path) } catch {
      if error.code == ENOENT || error.code == ENOTDIR { return nil }
      throw error
    }
  }
}
