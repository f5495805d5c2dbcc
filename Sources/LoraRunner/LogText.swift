/// What a trainer printed, as a person would have seen it: progress bars that rewrote their line
/// are left in their last state, and of a long log the head and the tail are kept.
package enum LogText {
  /// At most 1 MiB goes into a commit: half from the start, half from the end.
  package static let limit = 1 << 20

  package static func collapsed(_ bytes: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(min(bytes.count, limit))
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      kept += lastFrame(of: line)
      kept.append(0x0A)
    }
    // The last piece is what follows the last line end: it gets none.
    kept.removeLast()
    return shortened(kept)
  }

  /// The text after the last carriage return that something follows.
  private static func lastFrame(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let frames = line.split(separator: 0x0D)
    return frames.last ?? []
  }

  private static func shortened(_ text: [UInt8]) -> [UInt8] {
    guard text.count > limit else { return text }
    let head = text[..<(limit / 2)]
    let tail = text[(text.count - limit / 2)...]
    let headEnd = head.lastIndex(of: 0x0A).map { $0 + 1 } ?? head.endIndex
    let tailStart = tail.firstIndex(of: 0x0A).map { $0 + 1 } ?? tail.startIndex
    let left = tailStart - headEnd
    return Array(text[..<headEnd]) + Array("[… \(left) bytes left out …]\n".utf8)
      + Array(text[tailStart...])
  }

  /// The last `count` non-empty lines, for a failure's cause.
  package static func tail(_ bytes: [UInt8], lines count: Int) -> [String] {
    let lines = collapsed(Array(bytes.suffix(64 << 10))).split(separator: 0x0A)
    return lines.suffix(count).map { String(decoding: $0, as: UTF8.self) }
  }
}
