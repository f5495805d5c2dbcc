/// Text compared, searched and cut byte by byte, as names are.
///
/// `hasPrefix`, `split`, `contains` and `dropFirst` go by characters, and a character may hold more
/// than one code point: a `/` that a combining mark follows is no `/` to them.
extension StringProtocol {
  public func sameBytes(as other: some StringProtocol) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  public func precedesInBytes(_ other: some StringProtocol) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }

  public func begins(with prefix: some StringProtocol) -> Bool { utf8.starts(with: prefix.utf8) }

  /// - Parameter ignoringCase: whether ASCII letters match in either case.
  public func ends(with suffix: some StringProtocol, ignoringCase: Bool = false) -> Bool {
    let end = utf8.suffix(suffix.utf8.count)
    guard ignoringCase else { return end.elementsEqual(suffix.utf8) }
    return end.elementsEqual(suffix.utf8) { $0.asciiLowercased == $1.asciiLowercased }
  }

  /// What follows `prefix`; nil when this text does not begin with it.
  public func rest(after prefix: some StringProtocol) -> String? {
    guard begins(with: prefix) else { return nil }
    return String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
  }

  /// What stands before `suffix`; nil when this text does not end with it.
  public func rest(before suffix: some StringProtocol, ignoringCase: Bool = false) -> String? {
    guard ends(with: suffix, ignoringCase: ignoringCase) else { return nil }
    return String(decoding: utf8.dropLast(suffix.utf8.count), as: UTF8.self)
  }

  /// Whether this ASCII sign stands anywhere in it, whatever stands around it.
  public func holds(_ sign: Unicode.Scalar) -> Bool { utf8.contains(UInt8(ascii: sign)) }

  /// The texts between two of the ASCII sign, empty ones too; one empty text of an empty one.
  ///
  /// - Parameter most: how often it is cut.
  public func parts(at sign: Unicode.Scalar, most: Int = .max) -> [String] {
    utf8.split(
      separator: UInt8(ascii: sign), maxSplits: most, omittingEmptySubsequences: false
    ).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The texts between two occurrences of `word`, empty ones too.
  ///
  /// - Parameter most: how often it is cut.
  public func parts(around word: some StringProtocol, most: Int = .max) -> [String] {
    let (bytes, word) = (Array(utf8), Array(word.utf8))
    var (parts, start, index) = ([String](), 0, 0)
    while !word.isEmpty, parts.count < most, index + word.count <= bytes.count {
      guard bytes[index..<index + word.count].elementsEqual(word) else {
        index += 1
        continue
      }
      parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
      index += word.count
      start = index
    }
    return parts + [String(decoding: bytes[start...], as: UTF8.self)]
  }

  /// The names of a path between its slashes, without empty ones.
  public var pathComponents: [String] { parts(at: "/").filter { !$0.isEmpty } }
}

extension Sequence where Element: StringProtocol {
  /// Sorted by bytes, as Git sorts names.
  public func inByteOrder() -> [Element] { sorted { $0.precedesInBytes($1) } }

  /// Whether one of them has the bytes of `name`.
  public func hold(_ name: some StringProtocol) -> Bool { contains { $0.sameBytes(as: name) } }

  /// Whether they begin with these names, in this order.
  public func begin(with names: some Sequence<some StringProtocol>) -> Bool {
    starts(with: names) { $0.sameBytes(as: $1) }
  }
}

extension Sequence {
  /// Sorted by a name of each, by bytes.
  public func inByteOrder(of name: (Element) -> String) -> [Element] {
    sorted { name($0).precedesInBytes(name($1)) }
  }
}

extension UInt8 {
  fileprivate var asciiLowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self + 0x20 : self
  }
}
