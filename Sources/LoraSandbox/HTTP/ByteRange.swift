/// `Range: bytes=…`, as far as one range goes; RFC 9110 lets a server ignore the rest.
package enum ByteRange: Equatable, Sendable {
  case whole
  case part(start: Int, count: Int)
  case unsatisfiable

  /// `condition` is `If-Range`: the range counts only while the file is still the same.
  package init(_ range: String?, condition: String?, etag: String, size: Int) {
    self = .whole
    guard let range, condition == nil || condition == etag,
      range.lowercased().hasPrefix("bytes="), !range.contains(",")
    else { return }
    let ends = range.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2 else { return }
    let first = Self.number(ends[0])
    let last = Self.number(ends[1])
    switch (first, last) {
    case (nil, let last?) where ends[0].isEmpty:
      let count = min(last, size)
      self = count == 0 ? .unsatisfiable : .part(start: size - count, count: count)
    case (let first?, _) where ends[1].isEmpty || last != nil:
      guard last ?? .max >= first else { return }
      guard first < size else {
        self = .unsatisfiable
        return
      }
      self = .part(start: first, count: min(last ?? .max, size - 1) - first + 1)
    default: return
    }
  }

  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }
}
