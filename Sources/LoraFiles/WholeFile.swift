public import Glibc

/// A regular file, read whole.
public struct WholeFile: Sendable {
  public let bytes: [UInt8]
  public let permissions: mode_t

  /// More than any file that is held in memory as a whole needs.
  public static let maximumBytes = 1 << 30

  public var isExecutable: Bool { permissions & S_IXUSR != 0 }

  /// Refused is what is no file (`EISDIR`, else `EINVAL`) and what is larger than `limit` (`EFBIG`).
  public init(_ path: String, atMost limit: Int = maximumBytes) throws(FileError) {
    let file = try RegularFile(path)
    bytes = try file.bytes(atMost: limit)
    permissions = file.permissions
  }

  /// Nil when nothing is there.
  public init?(ifThere path: String) throws(FileError) {
    do { try self.init(path) } catch {
      if error.code == ENOENT || error.code == ENOTDIR { return nil }
      throw error
    }
  }
}
