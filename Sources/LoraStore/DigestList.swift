import LoraDigest
import LoraFiles

/// The cache's file: a line a digest, `device inode size modified changed sha256`, oldest first.
///
/// Only the numbers are read at once, since a run needs few of the many digests.
struct DigestList {
  private let bytes: [UInt8]
  /// Where the lines begin and end.
  private var lines: [FileStamp: Range<Int>] = [:]

  private static let digestLength = 64

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var start = 0
    while let end = bytes[start...].firstIndex(of: 0x0a) {
      if let stamp = DigestList.stamp(in: bytes[start..<end]) { lines[stamp] = start..<end }
      start = end + 1
    }
  }

  subscript(stamp: FileStamp) -> Digest? {
    guard let line = lines[stamp] else { return nil }
    return Digest(
      hex: String(decoding: bytes[line].suffix(DigestList.digestLength), as: UTF8.self))
  }

  /// The list with `new` at its end, and at most `most` lines.
  func text(adding new: [FileStamp: Digest], keeping most: Int) -> [UInt8] {
    let kept = lines.filter { new[$0.key] == nil }.values.sorted { $0.lowerBound < $1.lowerBound }
    var text: [UInt8] = []
    for line in kept.suffix(max(most - new.count, 0)) { text += bytes[line] + [0x0a] }
    for (stamp, digest) in new { text += Array("\(stamp.text) \(digest)\n".utf8) }
    return text
  }

  /// Five numbers, each before a space, and a digest's length after them.
  private static func stamp(in line: ArraySlice<UInt8>) -> FileStamp? {
    var numbers = [0, 0, 0, 0, 0]
    var count = 0
    for byte in line.dropLast(digestLength) {
      if byte == 0x20 {
        count += 1
      } else if count < 5, (0x30...0x39).contains(byte) {
        numbers[count] = numbers[count] &* 10 &+ Int(byte &- 0x30)
      } else {
        return nil
      }
    }
    return count == 5 ? FileStamp(numbers) : nil
  }
}

extension FileStamp {
  /// - Parameter numbers: the five in the order of `text`.
  fileprivate init(_ numbers: [Int]) {
    self.init(
      device: UInt64(bitPattern: Int64(numbers[0])), inode: UInt64(bitPattern: Int64(numbers[1])),
      bytes: numbers[2], modified: numbers[3], changed: numbers[4])
  }

  fileprivate var text: String { "\(device) \(inode) \(bytes) \(modified) \(changed)" }
}
