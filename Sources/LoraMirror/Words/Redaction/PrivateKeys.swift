/// PEM blocks of private keys (RFC 7468), also those that a text begins or ends within, or that
/// JSON put on one line.
enum PrivateKeys {
  private static let begin = Array("-----BEGIN ".utf8)
  private static let end = Array("-----END ".utf8)
  private static let secret = Array("PRIVATE KEY".utf8)
  private static let dashes = Array("-----".utf8)
  private static let lineEnd = UInt8(ascii: "\n")

  static func removed(from bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    while start < bytes.count {
      let opening = label(begin, in: bytes, from: start)
      let closing = label(end, in: bytes, from: start)
      guard let first = [opening?.lowerBound, closing?.lowerBound].compactMap({ $0 }).min() else {
        break
      }
      if let opening, opening.lowerBound == first {
        result += bytes[start..<first] + LogRedactor.mark
        start =
          label(end, in: bytes, from: opening.upperBound)?.upperBound
          ?? endOfKey(in: bytes, from: opening.upperBound)
      } else if let closing {
        // What stands before belongs to a key whose beginning is missing.
        let before = Array(bytes[start..<first])
        result += before[..<startOfKey(in: before)] + LogRedactor.mark
        start = closing.upperBound
      }
    }
    return result + bytes[min(start, bytes.count)...]
  }

  /// `-----BEGIN RSA PRIVATE KEY-----`
  private static func label(_ kind: [UInt8], in bytes: [UInt8], from start: Int) -> Range<Int>? {
    var place = start
    while let found = bytes.firstIndex(of: kind, from: place) {
      let text = found + kind.count
      let end = bytes.end(from: text) { $0.isUpper || $0.isDigit || $0 == 0x20 }
      let isSecret = Array(bytes[text..<end]).firstIndex(of: secret, from: 0) != nil
      if isSecret, bytes.has(dashes, at: end) { return found..<end + dashes.count }
      place = end
    }
    return nil
  }

  private static func isKeyLine(_ line: some Collection<UInt8>) -> Bool {
    line.allSatisfy {
      $0.isAlphanumeric || "+/=\\ \r\"'".utf8.contains($0)
    } && line.count <= 80
  }

  private static func endOfKey(in bytes: [UInt8], from start: Int) -> Int {
    var place = start
    while place < bytes.count {
      let end = bytes.end(from: place) { $0 != lineEnd }
      guard isKeyLine(bytes[place..<end]) else { break }
      place = min(end + 1, bytes.count)
    }
    return place
  }

  private static func startOfKey(in bytes: [UInt8]) -> Int {
    var place = bytes.count
    while place > 0 {
      let line = bytes[..<place].dropLast(bytes[place - 1] == lineEnd ? 1 : 0)
      let start = line.lastIndex(of: lineEnd).map { $0 + 1 } ?? 0
      guard line.count > start, isKeyLine(line[start...]), !line[start...].contains(0x20) else {
        break
      }
      place = start
    }
    return place
  }
}
