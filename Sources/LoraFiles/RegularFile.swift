public import Glibc

/// A regular file, open for reading: the one way in for every file that somebody else named.
///
/// A link may lead to a device, which never ends, or to a pipe, which never begins; neither is waited
/// for, and both are refused before a byte is read.
public struct RegularFile {
  public let file: OpenFile
  public let permissions: mode_t
  /// When it was opened; it may have grown or shrunk since.
  public let byteCount: Int

  /// - Throws: `EISDIR` for a folder, `FileError.notRegular` for what else is no file.
  public init(_ path: String) throws(FileError) {
    file = try OpenFile(path, O_RDONLY | O_NONBLOCK)
    let status = try file.status
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw FileError("read", path, code: EISDIR)
    default: throw FileError(notRegular: path)
    }
    permissions = status.st_mode & 0o7777
    byteCount = Int(status.st_size)
  }

  /// The whole file.
  ///
  /// - Parameter limit: a larger one is refused (`EFBIG`) before memory is taken for it.
  public func bytes(atMost limit: Int) throws(FileError) -> [UInt8] {
    guard byteCount <= limit else { throw FileError("read", file.path, code: EFBIG) }
    let bytes = try file.read(upTo: limit + 1)
    guard bytes.count <= limit else { throw FileError("read", file.path, code: EFBIG) }
    return bytes
  }

  /// The whole file; of one that has more than twice `most` bytes the first and last so many, with
  /// `gap` between them.
  public func ends(most: Int, gap: [UInt8]) throws(FileError) -> [UInt8] {
    guard byteCount > 2 * most else { return try file.read(upTo: 2 * most) }
    let first = try file.read(upTo: most)
    var last = [UInt8](repeating: 0, count: most)
    let isWhole = try last.withUnsafeMutableBufferPointer { last throws(FileError) in
      try read(at: byteCount - most, into: UnsafeMutableRawBufferPointer(last))
    }
    return first + gap + (isWhole ? last : [])
  }

  /// Fills `buffer` with the bytes from `offset` on; false where the file is shorter by now.
  public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(FileError)
    -> Bool
  {
    var done = 0
    while done < buffer.count {
      let count = try SystemCall.run("read", file.path) {
        pread(
          file.number, buffer.baseAddress.map { $0 + done }, buffer.count - done,
          off_t(offset + done))
      }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
