import Glibc

/// A file that could not be read while it was being hashed.
public struct FileDigestError: Error, CustomStringConvertible {
  public let path: String
  public let code: Int32
  public var description: String { "cannot read \(path): \(String(cString: strerror(code)))" }
}

extension Digest {
  /// The digest and size in bytes of the file at `path`, read once from start to end.
  public static func ofFile(at path: String) throws(FileDigestError) -> (digest: Digest, bytes: Int)
  {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileDigestError(path: path, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    // A link may lead to a device, which never ends.
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw FileDigestError(path: path, code: isFolder ? EISDIR : EINVAL)
    }
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    let hash = SHA256()
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { chunk.deallocate() }
    var total = 0
    while true {
      let count = read(descriptor, chunk.baseAddress, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileDigestError(path: path, code: errno) }
      if count == 0 { return (hash.finish(), total) }
      hash.update(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
      total += count
    }
  }
}
