import Glibc

/// A growing file read line by line from where the last look ended.
///
/// A line without its end stays unread until the rest has arrived: the writer may be in the middle of
/// it. The file may not exist yet. However much has been written, memory holds a part of it and one
/// line at a time.
package struct TailedFile {
  /// What ends a line.
  package enum LineEnd: Sendable {
    case newline
    /// A carriage return too: progress bars begin a new frame with one, and print no newline until
    /// they are done.
    case newlineOrReturn
  }

  let path: String
  private let lineEnd: LineEnd
  private var offset = 0
  private var partial: [UInt8] = []
  /// In a line that is too long, until it ends.
  private var isSkipping = false

  /// A longer line is passed over; no honest writer needs one (`docs/trainer-protocol.md`).
  package static let maximumLine = 1 << 20
  private static let part = 1 << 18

  package init(path: String, lineEnd: LineEnd = .newline) {
    self.path = path
    self.lineEnd = lineEnd
  }

  /// Hands on the complete lines that have appeared since the last call, without their ends.
  package mutating func readLines(_ take: (ArraySlice<UInt8>) -> Void) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return }
    // What is written meanwhile waits for the next call: a fast writer could keep this one for ever.
    while offset < Int(status.st_size) {
      let bytes = Self.read(descriptor, at: offset, Int(status.st_size) - offset)
      guard !bytes.isEmpty else { return }
      offset += bytes.count
      split(bytes, take)
    }
  }

  /// What is left without an end when the writer has gone.
  package mutating func lastLine() -> [UInt8]? {
    defer { (partial, isSkipping) = ([], false) }
    return partial.isEmpty ? nil : partial
  }

  private mutating func split(_ bytes: [UInt8], _ take: (ArraySlice<UInt8>) -> Void) {
    var rest = bytes[...]
    while let end = rest.firstIndex(where: isEnd) {
      let line = rest[..<end]
      if !isSkipping, partial.count + line.count <= Self.maximumLine {
        take(partial.isEmpty ? line : (partial + line)[...])
      }
      (partial, isSkipping) = ([], false)
      rest = rest[(end + 1)...]
    }
    guard !isSkipping else { return }
    partial += rest
    if partial.count > Self.maximumLine { (partial, isSkipping) = ([], true) }
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == 0x0A || (byte == 0x0D && lineEnd == .newlineOrReturn)
  }

  private static func read(_ descriptor: Int32, at offset: Int, _ left: Int) -> [UInt8] {
    let wanted = min(left, part)
    return [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, wanted, off_t(offset)))
    }
  }
}
