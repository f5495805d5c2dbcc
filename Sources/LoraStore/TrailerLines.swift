/// Our own among the trailers of a commit message's last paragraph.
///
/// Read by bytes and kept in a list: a listing reads thousands of messages, and characters or a
/// dictionary would cost it more than Git's part does.
struct TrailerLines {
  private var lines: [(key: String, value: String)] = []

  init(of message: String) {
    lines.reserveCapacity(16)
    var message = message
    message.withUTF8 { bytes in
      var end = bytes.count
      while end > 0, bytes[end - 1] == 0x0a { end -= 1 }
      while end > 0 {
        let start = (bytes[..<end].lastIndex(of: 0x0a) ?? -1) + 1
        guard start < end else { break }
        add(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        end = start - 1
      }
    }
  }

  private mutating func add(_ line: UnsafeBufferPointer<UInt8>) {
    guard line.starts(with: "Lora-".utf8), let colon = line.firstIndex(of: UInt8(ascii: ":")),
      colon + 1 < line.count, line[colon + 1] == 0x20
    else { return }
    lines.append(
      (
        String(decoding: line[..<colon], as: UTF8.self),
        String(decoding: line[(colon + 2)...], as: UTF8.self)
      ))
  }

  /// Of a key that stands twice, the first counts; the lines were read from the end.
  subscript(key: String) -> String? { lines.last { $0.key == key }?.value }
}
