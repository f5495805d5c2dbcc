import Glibc

/// An archive on the disk, opened once.
final class ArchiveFile {
  let descriptor: Int32
  let kind: ArchiveKind
  let bytes: Int

  init(_ path: String, kind: ArchiveKind) throws(ArchiveError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw .file(operation: "open", path: path, code: errno) }
    self.kind = kind
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .file(operation: "read", path: path, code: EINVAL)
    }
    bytes = Int(status.st_size)
    var start = [UInt8](repeating: 0, count: ArchiveKind.signatureLength)
    let count = max(0, pread(descriptor, &start, start.count, 0))
    guard kind.begins(Array(start[..<count])) else {
      close(descriptor)
      throw .notAnArchive(kind: kind.description)
    }
  }

  deinit { close(descriptor) }

  /// Exactly those bytes, or the archive is cut off.
  func read(_ count: Int, at offset: Int) throws(ArchiveError) -> [UInt8] {
    guard count >= 0, offset >= 0, count <= bytes, offset <= bytes - count else {
      throw .damaged("it ends too early")
    }
    var buffer = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let got = buffer.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
      }
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else { throw .damaged("it ends too early") }
      done += got
    }
    return buffer
  }
}
