import Glibc

/// A file that appears under its name only when it is complete.
///
/// Bytes go to a temporary file in the same folder; `commit` syncs and renames it. Without a commit
/// the temporary file is removed and whatever stood at the path stays.
final class AtomicFile {
  private let path: String
  private let temporaryPath: String
  private var descriptor: Int32

  init(replacing path: String) throws(WeightsError) {
    self.path = path
    var template = Array((path + ".XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    temporaryPath = template.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
    guard descriptor >= 0 else { throw failure() }
    let mask = umask(0)
    umask(mask)
    fchmod(descriptor, 0o666 & ~mask)
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporaryPath)
  }

  func append(_ bytes: [UInt8]) throws(WeightsError) {
    let result: Result<Void, WeightsError> = bytes.withUnsafeBytes { bytes in
      do throws(WeightsError) { return .success(try append(bytes)) } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  func append(_ bytes: UnsafeRawBufferPointer) throws(WeightsError) {
    var written = 0
    while written < bytes.count {
      let count = Glibc.write(
        descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure() }
      written += count
    }
  }

  func commit() throws(WeightsError) {
    guard fsync(descriptor) == 0, rename(temporaryPath, path) == 0 else { throw failure() }
    close(descriptor)
    descriptor = -1
  }

  private func failure() -> WeightsError { WeightsError(path: path, .system(systemReason())) }
}
