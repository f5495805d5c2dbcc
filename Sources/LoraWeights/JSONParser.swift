import Glibc

/// Reads one JSON document from bytes by recursive descent.
struct JSONParser {
  typealias Failure = JSONValue.Failure

  private let bytes: UnsafeRawBufferPointer
  private var position = 0
  private var depth = 0
  /// Deeper documents are refused, so that hostile input cannot exhaust the stack.
  private static let maximumDepth = 64

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  mutating func document() throws(Failure) -> JSONValue {
    let value = try value()
    skipSpace()
    guard position == bytes.count else { throw failure("text after the document") }
    return value
  }

  private func failure(_ reason: String) -> Failure { Failure(reason: reason, offset: position) }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func take(_ character: Character) -> Bool {
    guard next == character.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func value() throws(Failure) -> JSONValue {
    skipSpace()
    guard let first = next else { throw failure("the document ends too early") }
    switch Character(UnicodeScalar(first)) {
    case "{": return try nested { parser throws(Failure) in try parser.object() }
    case "[": return try nested { parser throws(Failure) in try parser.array() }
    case "\"": return .string(try string())
    case "t": return try literal("true", .bool(true))
    case "f": return try literal("false", .bool(false))
    case "n": return try literal("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ body: (inout JSONParser) throws(Failure) -> JSONValue
  ) throws(Failure) -> JSONValue {
    depth += 1
    guard depth <= Self.maximumDepth else { throw failure("nested too deeply") }
    position += 1
    let value = try body(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(Failure) -> JSONValue {
    var members: [String: JSONValue] = [:]
    skipSpace()
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard next == 0x22 else { throw failure("a name in quotes is missing") }
      let name = try string()
      skipSpace()
      guard take(":") else { throw failure("':' is missing") }
      guard members.updateValue(try value(), forKey: name) == nil else {
        throw failure("the name '\(name)' occurs twice")
      }
      skipSpace()
    } while take(",")
    guard take("}") else { throw failure("',' or '}' is missing") }
    return .object(members)
  }

  private mutating func array() throws(Failure) -> JSONValue {
    var elements: [JSONValue] = []
    skipSpace()
    if take("]") { return .array(elements) }
    repeat {
      elements.append(try value())
      skipSpace()
    } while take(",")
    guard take("]") else { throw failure("',' or ']' is missing") }
    return .array(elements)
  }

  private mutating func literal(_ word: String, _ value: JSONValue) throws(Failure) -> JSONValue {
    let end = position + word.utf8.count
    guard end <= bytes.count, bytes[position..<end].elementsEqual(word.utf8) else {
      throw failure("not a JSON value")
    }
    position = end
    return value
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private mutating func number() throws(Failure) -> JSONValue {
    let start = position
    _ = take("-")
    let leadingZero = next == 0x30
    let wholeDigits = digits()
    var wellFormed = wholeDigits > 0 && (wholeDigits == 1 || !leadingZero)
    if take(".") { wellFormed = digits() > 0 && wellFormed }
    if take("e") || take("E") {
      if !take("-") { _ = take("+") }
      wellFormed = digits() > 0 && wellFormed
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if wellFormed, let integer = Int(text) { return .integer(integer) }
    if wellFormed, let number = Double(text), number.isFinite { return .number(number) }
    position = start
    throw failure("not a JSON value")
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = next, isDigit(byte) { position += 1 }
    return position - start
  }
}

extension JSONParser {
  private mutating func string() throws(Failure) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case 0x22:
        guard let text = String(validating: text, as: UTF8.self) else {
          throw failure("a string is not UTF-8")
        }
        return text
      case 0x5C: try escape(into: &text)
      case 0..<0x20: throw failure("a control character in a string")
      default: text.append(byte)
      }
    }
    throw failure("a string does not end")
  }

  private mutating func escape(into text: inout [UInt8]) throws(Failure) {
    guard let byte = next else { throw failure("a string does not end") }
    position += 1
    switch Character(UnicodeScalar(byte)) {
    case "\"", "\\", "/": text.append(byte)
    case "b": text.append(8)
    case "f": text.append(12)
    case "n": text.append(10)
    case "r": text.append(13)
    case "t": text.append(9)
    case "u": text.append(contentsOf: String(Character(try unicodeEscape())).utf8)
    default: throw failure("an unknown escape in a string")
    }
  }

  /// `\uXXXX`, or two of them that form a surrogate pair; a lone surrogate becomes U+FFFD.
  private mutating func unicodeEscape() throws(Failure) -> Unicode.Scalar {
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, position + 1 < bytes.count,
      bytes[position] == 0x5C, bytes[position + 1] == UInt8(ascii: "u")
    else { return "\u{FFFD}" }
    let rewind = position
    position += 2
    let second = try fourDigits()
    guard (0xDC00...0xDFFF).contains(second) else {
      position = rewind
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func fourDigits() throws(Failure) -> UInt32 {
    guard position + 4 <= bytes.count,
      let digits = UInt32(
        String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16),
      bytes[position] != UInt8(ascii: "+")
    else { throw failure("four hexadecimal digits are missing") }
    position += 4
    return digits
  }
}
