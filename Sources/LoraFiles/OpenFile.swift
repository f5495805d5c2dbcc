public import Glibc

/// An open file, closed when the value goes.
public final class OpenFile {
  /// The descriptor.
  public let number: Int32
  public let path: String

  /// What a symbolic link at the end of the path means.
  public enum Links: Sendable {
    /// The file it leads to.
    case followed
    /// Nothing to be opened: in a folder that strangers fill it would lead elsewhere.
    case refused
  }

  /// - Parameters:
  ///   - flags: those of `open`; programs started meanwhile never inherit the file.
  ///   - permissions: those of a new file, before the umask.
  public init(
    _ path: String, _ flags: Int32, links: Links = .followed, permissions: mode_t = 0o666
  ) throws(FileError) {
    let all = flags | O_CLOEXEC | (links == .refused ? O_NOFOLLOW : 0)
    number = try SystemCall.run(flags & O_CREAT != 0 ? "create" : "open", path) {
      open(path, all, permissions)
    }
    self.path = path
    if flags & O_CREAT != 0 { SharedFolders.adjust(self) }
  }

  deinit { close(number) }

  public var status: stat {
    get throws(FileError) {
      var status = stat()
      try SystemCall.run("look at", path) { fstat(number, &status) }
      return status
    }
  }

  public func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
      do {
        written += try SystemCall.run("write", path) {
          Glibc.write(number, rest.baseAddress, rest.count)
        }
      } catch { throw error.lacking(rest.count) }
    }
  }

  public func write(_ bytes: [UInt8]) throws(FileError) {
    try bytes.withUnsafeBufferPointer { part throws(FileError) in
      try write(UnsafeRawBufferPointer(part))
    }
  }

  /// What is left, from where the last call stopped.
  ///
  /// - Parameter most: bytes after which to stop.
  public func read(upTo most: Int = .max) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < most {
      let wanted = min(chunk.count, most - bytes.count)
      let count = try SystemCall.run("read", path) { Glibc.read(number, &chunk, wanted) }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return bytes
  }

  /// Returns when the bytes are on the disk.
  public func sync() throws(FileError) { try SystemCall.run("sync", path) { fsync(number) } }
}
