import Glibc

/// A growing file read line by line from where the last look ended.
///
/// A line without its newline stays unread until the rest has arrived: the writer may be in the
/// middle of it. The file may not exist yet.
package struct TailedFile {
  let path: String
  private var offset = 0
  private var partial: [UInt8] = []

  /// A longer line is dropped; no honest writer needs one (`docs/trainer-protocol.md`).
  static let maximumLine = 1 << 20

  package init(path: String) { self.path = path }

  /// The complete lines that have appeared since the last call, without their newline.
  package mutating func newLines() -> [[UInt8]] {
    let bytes = partial + newBytes()
    guard let lastNewline = bytes.lastIndex(of: 0x0A) else {
      partial = bytes.count > Self.maximumLine ? [] : bytes
      return []
    }
    partial = Array(bytes[(lastNewline + 1)...])
    return bytes[..<lastNewline].split(separator: 0x0A, omittingEmptySubsequences: false)
      .filter { $0.count <= Self.maximumLine }.map(Array.init)
  }

  /// What is left without a newline when the writer has gone.
  package mutating func lastLine() -> [UInt8]? {
    defer { partial = [] }
    return partial.isEmpty ? nil : partial
  }

  private mutating func newBytes() -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int(status.st_size) > offset else { return [] }
    let wanted = Int(status.st_size) - offset
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, wanted, off_t(offset)))
    }
    offset += bytes.count
    return bytes
  }
}
