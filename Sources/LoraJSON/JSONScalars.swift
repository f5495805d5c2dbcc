extension JSONReader {
  /// A string, the opening quote being next. Without escapes its bytes are taken as they are.
  mutating func string() throws(JSONError) -> String {
    offset += 1
    let start = offset
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        let text = try decoded(bytes[start..<offset])
        offset += 1
        return text
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case 0..<0x20: throw controlCharacter()
      default: offset += 1
      }
    }
    throw error("the string is not closed")
  }

  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var text = Array(bytes[start..<offset])
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        offset += 1
        return try decoded(text)
      case UInt8(ascii: "\\"):
        text.append(contentsOf: String(Character(try escape())).utf8)
      case 0..<0x20: throw controlCharacter()
      case let byte:
        text.append(byte)
        offset += 1
      }
    }
    throw error("the string is not closed")
  }

  private func controlCharacter() -> JSONError {
    error("a control character inside a string must be written as an escape such as \\n")
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    offset += 1
    let letter = peek()
    offset += 1
    switch letter {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default:
      offset -= 1
      throw error("unknown escape in a string")
    }
  }

  private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
    let start = offset
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, take("\\"), take("u") {
      let second = try fourDigits()
      if (0xDC00..<0xE000).contains(second) {
        let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        return Unicode.Scalar(value) ?? "\u{FFFD}"
      }
    }
    throw JSONError(offset: start, reason: "half of a surrogate pair is no character")
  }

  private mutating func fourDigits() throws(JSONError) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = Self.hexDigit(byte) else {
        throw error("\\u needs four hexadecimal digits")
      }
      value = value << 4 | UInt16(digit)
      offset += 1
    }
    return value
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// A number. Integers up to 18 digits take the short way.
  mutating func number() throws(JSONError) -> JSONValue {
    let start = offset
    let isNegative = take("-")
    let digits = offset
    var magnitude = 0
    while let byte = peek(), (0x30...0x39).contains(byte) {
      if offset - digits < 18 { magnitude = magnitude * 10 + Int(byte - 0x30) }
      offset += 1
    }
    guard offset > digits else { throw error("expected a digit") }
    if bytes[digits] == UInt8(ascii: "0") && offset > digits + 1 {
      throw JSONError(offset: digits, reason: "a number may not start with 0")
    }
    let isInteger = !isFractionNext
    if isInteger && offset - digits <= 18 { return .integer(isNegative ? -magnitude : magnitude) }
    try fraction()
    let text = try decoded(bytes[start..<offset])
    if isInteger, let exact = Int(text) { return .integer(exact) }
    guard let value = Double(text), value.isFinite else {
      throw JSONError(offset: start, reason: "the number is too large")
    }
    return .number(value)
  }

  private var isFractionNext: Bool {
    switch peek() {
    case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): true
    default: false
    }
  }

  private mutating func fraction() throws(JSONError) {
    if take(".") { try someDigits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try someDigits()
    }
  }

  private mutating func someDigits() throws(JSONError) {
    let start = offset
    while let byte = peek(), (0x30...0x39).contains(byte) { offset += 1 }
    if offset == start { throw error("expected a digit") }
  }

  private func decoded(_ text: some Collection<UInt8>) throws(JSONError) -> String {
    guard let text = String(validating: text, as: UTF8.self) else {
      throw error("a string is not UTF-8")
    }
    return text
  }
}
