import Glibc
import LoraDigest

/// A file that was not there before, hashed as it grows.
final class NewFile {
  private let descriptor: Int32
  private let path: String
  private let hash = SHA256()
  private(set) var bytes = 0

  /// What no block covers reads as zeros.
  private static let zeros = [UInt8](repeating: 0, count: 1 << 16)

  init(_ path: String) throws(ArchiveError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .file(operation: "create", path: path, code: errno) }
    self.path = path
  }

  deinit { close(descriptor) }

  func write(_ block: UnsafeRawBufferPointer, at offset: Int) throws(ArchiveError) {
    guard offset >= bytes else { throw .damaged("its blocks overlap") }
    hashZeros(upTo: offset)
    var written = 0
    while written < block.count {
      let count = pwrite(
        descriptor, block.baseAddress.map { $0 + written }, block.count - written,
        off_t(offset + written))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .file(operation: "write", path: path, code: errno) }
      written += count
    }
    hash.update(block)
    bytes = offset + block.count
  }

  /// A hole at the end.
  func extend(to size: Int) throws(ArchiveError) {
    guard size > bytes else { return }
    guard ftruncate(descriptor, off_t(size)) == 0 else {
      throw .file(operation: "write", path: path, code: errno)
    }
    hashZeros(upTo: size)
    bytes = size
  }

  func finish() -> Digest { hash.finish() }

  private func hashZeros(upTo offset: Int) {
    var rest = offset - bytes
    while rest > 0 {
      let count = min(rest, Self.zeros.count)
      Self.zeros.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      rest -= count
    }
  }
}
