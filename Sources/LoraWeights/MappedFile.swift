import Glibc
import LoraFiles

/// A file's bytes, mapped read-only.
///
/// Pages are read when first touched, so opening a large model costs nothing. The file must not be
/// cut short while its mapped bytes are in use: the system answers that with a bus error, as for every
/// mapping. What a stranger's program may still hold open is read with `read` instead.
public final class MappedFile: @unchecked Sendable {
  public let path: String
  public let bytes: UnsafeRawBufferPointer
  private let file: RegularFile

  /// Throws `WeightsError` when the file cannot be opened, is no regular file or is an LFS pointer.
  public init(path: String) throws(WeightsError) {
    self.path = path
    do throws(FileError) { file = try RegularFile(path) } catch {
      throw WeightsError(error)
    }
    bytes = try Self.map(file)
    if let pointer = try pointer() { throw WeightsError(path: path, .lfsPointer(pointer)) }
  }

  private static func map(_ file: RegularFile) throws(WeightsError) -> UnsafeRawBufferPointer {
    let path = file.file.path
    guard file.byteCount > 0 else {
      throw WeightsError(path: path, .malformed("the file is empty"))
    }
    let address = mmap(nil, file.byteCount, PROT_READ, MAP_PRIVATE, file.file.number, 0)
    guard let address, address != MAP_FAILED else {
      throw WeightsError(path: path, .system(systemReason()))
    }
    return UnsafeRawBufferPointer(start: address, count: file.byteCount)
  }

  private func pointer() throws(WeightsError) -> LFSPointer? {
    guard bytes.count < LFSPointer.maximumBytes else { return nil }
    return try read(0..<bytes.count).withUnsafeBytes { LFSPointer($0) }
  }

  /// A copy of a part, read and not mapped; an error where the file has been cut short.
  func read(_ range: Range<Int>) throws(WeightsError) -> [UInt8] {
    var copy = [UInt8](repeating: 0, count: range.count)
    try copy.withUnsafeMutableBufferPointer { buffer throws(WeightsError) in
      try read(at: range.lowerBound, into: UnsafeMutableRawBufferPointer(buffer))
    }
    return copy
  }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(WeightsError) {
    let isWhole: Bool
    do throws(FileError) { isWhole = try file.read(at: offset, into: buffer) } catch {
      throw WeightsError(error)
    }
    guard isWhole else {
      throw WeightsError(path: path, .malformed("the file was cut short while it was read"))
    }
  }

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }
}

/// The last system call's error in words.
func systemReason() -> String { String(cString: strerror(errno)) }
