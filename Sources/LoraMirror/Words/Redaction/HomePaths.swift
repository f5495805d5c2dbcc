/// Home folders, which name people: each becomes `~`.
struct HomePaths: Sendable {
  private let home: [UInt8]

  /// - Parameter home: where the run's own user lives, if it is an unusual place.
  init(home: String?) {
    let path = home.map { $0.split(separator: "/").joined(separator: "/") } ?? ""
    self.home = path.isEmpty ? [] : Array(("/" + path).utf8)
  }

  private static let parents = ["/home/", "/Users/"].map { Array($0.utf8) }
  private static let root = Array("/root".utf8)
  private static let windows = Array(":\\Users\\".utf8)

  func shortened(in bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if let end = end(ofHomeAt: index, in: bytes) {
        result.append(UInt8(ascii: "~"))
        index = end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private func end(ofHomeAt index: Int, in bytes: [UInt8]) -> Int? {
    if bytes[index].isAlphanumeric { return windowsEnd(in: bytes, at: index) }
    guard bytes[index] == UInt8(ascii: "/"), Self.beginsPath(index, in: bytes) else { return nil }
    for parent in Self.parents where bytes.has(parent, at: index) {
      let start = index + parent.count
      let end = bytes.end(from: start, while: Self.isNamePart)
      if end > start { return end }
    }
    for path in [home, Self.root] where !path.isEmpty && bytes.has(path, at: index) {
      let end = index + path.count
      if end == bytes.count || !Self.isNamePart(bytes[end]) { return end }
    }
    return nil
  }

  private func windowsEnd(in bytes: [UInt8], at index: Int) -> Int? {
    guard index == 0 || !bytes[index - 1].isWordPart, bytes.has(Self.windows, at: index + 1) else {
      return nil
    }
    let start = index + 1 + Self.windows.count
    let end = bytes.end(from: start, while: Self.isNamePart)
    return end > start ? end : nil
  }

  /// Whether a path can begin here: `/data/home/x` and `x/root` are other folders, `file:///root`
  /// is one.
  private static func beginsPath(_ index: Int, in bytes: [UInt8]) -> Bool {
    guard index > 0 else { return true }
    let before = bytes[index - 1]
    if before == UInt8(ascii: "/") { return index >= 3 && bytes.has("://".utf8, at: index - 3) }
    return !isNamePart(before) && before != UInt8(ascii: "~")
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte.isWordPart || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte >= 0x80
  }
}
