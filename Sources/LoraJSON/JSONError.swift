/// Why bytes are not JSON, and where.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Zero-based offset in bytes of the first byte that does not fit.
  public let offset: Int
  public let reason: String

  public init(offset: Int, reason: String) {
    self.offset = offset
    self.reason = reason
  }

  public var description: String { "\(reason) at byte \(offset)" }

  /// The one-based line, and the one-based column in characters, of `offset` in `bytes`.
  public func position(in bytes: UnsafeBufferPointer<UInt8>) -> (line: Int, column: Int) {
    let before = bytes[..<min(offset, bytes.count)]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = 1 + before.reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    let isContinuation = { (byte: UInt8) in byte & 0xC0 == 0x80 }
    return (line, 1 + before[lineStart...].reduce(0) { isContinuation($1) ? $0 : $0 + 1 })
  }
}
