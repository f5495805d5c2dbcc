import Glibc

/// What the system refused to do with a file or folder.
public struct FileError: Error, Sendable, Equatable {
  /// In words that go between "cannot" and the path: `open`, `make the folder`.
  public let operation: String
  public let path: String
  /// The system's error number.
  public let code: Int32
  private let isNotRegular: Bool
  /// Bytes for which a full disk had no room.
  public private(set) var lacking: Int?

  public init(_ operation: String, _ path: String, code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
    isNotRegular = false
  }

  /// Of a pipe, a device or a socket where a file is needed: no call of the system has a number for
  /// that, so it bears the one of a wrong argument.
  public init(notRegular path: String) {
    operation = "read"
    self.path = path
    code = EINVAL
    isNotRegular = true
  }

  /// Of the call that has just failed.
  public init(_ operation: String, _ path: String) {
    self.init(operation, path, code: errno)
  }

  /// Whether the same call may succeed in a moment, or once there is room: the file is not at fault.
  public var mayPass: Bool {
    [
      EINTR, EAGAIN, EIO, ENOMEM, ENOBUFS, EMFILE, ENFILE, ENOSPC, EDQUOT, ESTALE, ETIMEDOUT, EBUSY,
    ].contains(code)
  }

  /// Why, in the system's words.
  public var reason: String {
    if isNotRegular { return "this is not a regular file" }
    return String(cString: strerror(code))
      + (lacking.map { " (\($0) more bytes are needed)" } ?? "")
  }

  /// The same; of a full disk, with the bytes that are still to be written.
  public func lacking(_ bytes: Int) -> FileError {
    guard code == ENOSPC || code == EDQUOT else { return self }
    var error = self
    error.lacking = bytes
    return error
  }
}

extension FileError: CustomStringConvertible {
  public var description: String { "cannot \(operation) \(path): \(reason)" }
}
