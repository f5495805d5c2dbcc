import Glibc

/// A file's bytes, mapped read-only.
///
/// Pages are read when first touched, so opening a large model costs nothing. The file must not be
/// cut short while it is mapped: the system answers that with a bus error, as for every mapping.
public final class MappedFile: @unchecked Sendable {
  public let path: String
  public let bytes: UnsafeRawBufferPointer

  /// Throws `WeightsError` when the file cannot be opened, is no regular file or is an LFS pointer.
  public init(path: String) throws(WeightsError) {
    // Without O_NONBLOCK a named pipe would wait here for somebody to write.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw WeightsError(path: path, .system(systemReason())) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw WeightsError(path: path, .system(systemReason()))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw WeightsError(path: path, .unsupportedContainer("this is not a regular file"))
    }
    self.path = path
    let count = Int(status.st_size)
    guard count > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      throw WeightsError(path: path, .malformed("the file is empty"))
    }
    let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let address, address != MAP_FAILED else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      throw WeightsError(path: path, .system(systemReason()))
    }
    bytes = UnsafeRawBufferPointer(start: address, count: count)
    if let pointer = LFSPointer(bytes) { throw WeightsError(path: path, .lfsPointer(pointer)) }
  }

  deinit {
    guard let address = bytes.baseAddress else { return }
    munmap(UnsafeMutableRawPointer(mutating: address), bytes.count)
  }
}

/// The last system call's error in words.
func systemReason() -> String { String(cString: strerror(errno)) }
