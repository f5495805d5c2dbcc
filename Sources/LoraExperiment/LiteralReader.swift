/// Reads an object's own members out of bytes that a trainer wrote: `{"loss": 1.5}` in JSON, or
/// `{'loss': 1.5, 'norm': np.float64(0.3)}` as Python's `repr` has it.
///
/// What lies deeper than the object's own members is checked for its brackets and passed over. Takes
/// time in proportion to the bytes, and none of the stack: the bytes come from a stranger.
package struct LiteralReader {
  /// Which words and quotes are values.
  package enum Notation: Sendable {
    /// RFC 8259, and the tokens `NaN`, `Infinity` and `-Infinity` that many writers add to it.
    case json
    /// The same, and what Python's `repr` prints.
    case python
  }

  /// Nested deeper, an object is none.
  private static let maximumDepth = 64

  private let bytes: ArraySlice<UInt8>
  private let notation: Notation
  /// Where the next byte is read.
  package private(set) var position: Int

  package init(_ bytes: ArraySlice<UInt8>, notation: Notation) {
    self.bytes = bytes
    self.notation = notation
    position = bytes.startIndex
  }

  /// The members of the object that the bytes are, with nothing but white space around it. Of a key
  /// that stands twice, the later counts.
  package mutating func wholeObject() -> [String: LiteralValue]? {
    guard let members = object() else { return nil }
    skipSpace()
    return position == bytes.endIndex ? members : nil
  }

  /// The members of the object that begins here; the position is then behind it.
  package mutating func object() -> [String: LiteralValue]? {
    skipSpace()
    guard take("{") else { return nil }
    var members: [String: LiteralValue] = [:]
    skipSpace()
    if take("}") { return members }
    while true {
      skipSpace()
      guard let key = string() else { return nil }
      skipSpace()
      guard take(":") else { return nil }
      skipSpace()
      guard let value = value() else { return nil }
      members[key] = value
      skipSpace()
      if take("}") { return members }
      guard take(",") else { return nil }
    }
  }

  private mutating func value() -> LiteralValue? {
    guard let byte = next else { return nil }
    switch byte {
    case "\"", "'": return string().map { .text($0) }
    case "{", "[": return skipBrackets() ? .other : nil
    case "(" where notation == .python: return skipBrackets() ? .other : nil
    case "-", "+", ".", "0"..."9": return number()
    case "<" where notation == .python: return skipObject()
    default: return word()
    }
  }

  // MARK: Numbers and words

  private mutating func scalar() -> LiteralValue? {
    next.map { "0"..."9" ~= $0 || "+-.".unicodeScalars.contains($0) } == true ? number() : word()
  }

  private mutating func number() -> LiteralValue? {
    let start = position
    while let byte = next, Self.isPartOfNumber(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard text != "-" && text != "+" else { return signedWord(text) }
    // More digits than any number needs are no number.
    guard text.utf8.count <= 400, let value = Double(text) else { return nil }
    return .number(value)
  }

  private mutating func signedWord(_ sign: String) -> LiteralValue? {
    guard case .number(let value)? = word() else { return nil }
    return .number(sign == "-" ? -value : value)
  }

  private mutating func word() -> LiteralValue? {
    let start = position
    while let byte = next, Self.isPartOfWord(byte) { position += 1 }
    let word = String(decoding: bytes[start..<position].prefix(64), as: UTF8.self)
    switch word {
    case "": return nil
    case "null": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "NaN": return .number(.nan)
    case "Infinity": return .number(.infinity)
    default: return notation == .python ? pythonWord(word) : nil
    }
  }

  private mutating func pythonWord(_ word: String) -> LiteralValue? {
    switch word {
    case "None": return .null
    case "True": return .boolean(true)
    case "False": return .boolean(false)
    case "nan": return .number(.nan)
    case "inf": return .number(.infinity)
    default: return next == "(" ? call(word) : .other
    }
  }

  /// `tensor(1.2, device='cuda:0')` and `np.float64(1.2)` are their first argument.
  private mutating func call(_ name: String) -> LiteralValue? {
    var inside = self
    inside.position += 1
    inside.skipSpace()
    guard skipBrackets() else { return nil }
    let last = name.split(separator: ".").last.map(String.init) ?? ""
    guard Self.numberMakers.contains(last), case .number(let value)? = inside.scalar() else {
      return .other
    }
    return .number(value)
  }

  /// What NumPy, PyTorch and JAX print around a number.
  private static let numberMakers: Set<String> = [
    "tensor", "array", "Array", "float16", "float32", "float64", "bfloat16", "longdouble", "int8",
    "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "Decimal",
  ]

  // MARK: Text

  private mutating func string() -> String? {
    guard let quote = next, quote == "\"" || (quote == "'" && notation == .python) else {
      return nil
    }
    position += 1
    let start = position
    while let byte = next, byte != quote, byte != "\\" { position += 1 }
    // Most strings have no escape.
    if next == quote {
      position += 1
      return String(decoding: bytes[start..<position - 1], as: UTF8.self)
    }
    var text = Array(bytes[start..<position])
    while let byte = next {
      position += 1
      if byte == quote { return String(decoding: text, as: UTF8.self) }
      if byte == "\\" { escape(into: &text) } else { text.append(bytes[position - 1]) }
    }
    return nil
  }

  /// An unknown escape stands for itself, as Python has it.
  private mutating func escape(into text: inout [UInt8]) {
    guard let byte = next else { return }
    position += 1
    switch byte {
    case "n": append("\n", into: &text)
    case "t": append("\t", into: &text)
    case "r": append("\r", into: &text)
    case "b": append("\u{8}", into: &text)
    case "f": append("\u{C}", into: &text)
    case "\\", "/", "\"", "'": append(byte, into: &text)
    case "u": append(codeUnit().flatMap(Unicode.Scalar.init) ?? "\u{FFFD}", into: &text)
    case "x" where notation == .python:
      append(hexadecimal(2).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}", into: &text)
    case "U" where notation == .python:
      append(hexadecimal(8).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}", into: &text)
    default: text += [UInt8(ascii: "\\"), bytes[position - 1]]
    }
  }

  private func append(_ scalar: Unicode.Scalar, into text: inout [UInt8]) {
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// `\uXXXX`, with the second half where it is the first of a surrogate pair.
  private mutating func codeUnit() -> UInt32? {
    guard let first = hexadecimal(4) else { return nil }
    guard (0xD800..<0xDC00).contains(first) else { return first }
    let behind = position
    if take("\\"), take("u"), let second = hexadecimal(4), (0xDC00..<0xE000).contains(second) {
      return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
    }
    position = behind
    return nil
  }

  private mutating func hexadecimal(_ digits: Int) -> UInt32? {
    guard position + digits <= bytes.endIndex else { return nil }
    var value: UInt32 = 0
    for byte in bytes[position..<position + digits] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = (value << 4) | UInt32(digit)
    }
    position += digits
    return value
  }

  // MARK: What is passed over

  /// Goes behind the bracket that closes the one here.
  private mutating func skipBrackets() -> Bool {
    var open: [Unicode.Scalar] = []
    while let byte = next {
      switch byte {
      case "\"": guard string() != nil else { return false }
      case "'" where notation == .python: guard string() != nil else { return false }
      case "{", "[", "(":
        position += 1
        open.append(byte == "{" ? "}" : byte == "[" ? "]" : ")")
        guard open.count <= Self.maximumDepth else { return false }
      case "}", "]", ")":
        position += 1
        guard open.popLast() == byte else { return false }
        if open.isEmpty { return true }
      default: position += 1
      }
    }
    return false
  }

  /// `<Foo object at 0x7f>`
  private mutating func skipObject() -> LiteralValue? {
    while let byte = next {
      position += 1
      if byte == ">" { return .other }
    }
    return nil
  }

  private mutating func skipSpace() {
    while let byte = next, byte == " " || byte == "\t" || byte == "\r" || byte == "\n" {
      position += 1
    }
  }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  /// The byte that is read next, as the character it is in ASCII.
  private var next: Unicode.Scalar? {
    position < bytes.endIndex ? Unicode.Scalar(bytes[position]) : nil
  }

  private static func isPartOfNumber(_ byte: Unicode.Scalar) -> Bool {
    switch byte {
    case "0"..."9", "-", "+", ".", "e", "E": true
    default: false
    }
  }

  private static func isPartOfWord(_ byte: Unicode.Scalar) -> Bool {
    switch byte {
    case "0"..."9", "a"..."z", "A"..."Z", "_", ".": true
    default: false
    }
  }
}
