/// A strict reader of RFC 8259 JSON: no comments, no trailing commas, no NaN, no lone surrogates,
/// nesting bounded.
///
/// Our own because a 17 MB tokenizer.json must load in a fraction of a second, and because errors in
/// training data need the exact place.
public struct JSONReader {
  let bytes: UnsafeBufferPointer<UInt8>
  let equalNames: EqualNames
  var offset = 0

  static let maximumDepth = 64

  /// A value of two bytes takes sixteen and more of memory: so many are half a gigabyte. The largest
  /// tokenizers have two million.
  public static let maximumValues = 8 << 20
  private var valuesLeft: Int

  /// What becomes of an object that holds a name twice.
  public enum EqualNames: Sendable {
    /// Both are kept; `JSONObject.duplicateKey` tells.
    case kept
    case refused
  }

  private init(
    bytes: UnsafeBufferPointer<UInt8>, equalNames: EqualNames, maximumValues: Int
  ) {
    self.bytes = bytes
    self.equalNames = equalNames
    valuesLeft = maximumValues
  }

  /// The one value that `bytes` holds.
  public static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, equalNames: EqualNames = .kept
  ) throws(JSONError) -> JSONValue {
    var reader = JSONReader(
      bytes: bytes, equalNames: equalNames, maximumValues: maximumValues)
    let value = try reader.value(depth: 0)
    try reader.finish()
    return value
  }

  /// Reads a list at the top, handing each element over with its offset.
  public static func readElements(
    _ bytes: UnsafeBufferPointer<UInt8>, each: (Int, JSONValue) -> Void
  ) throws(JSONError) {
    var reader = JSONReader(bytes: bytes, equalNames: .kept, maximumValues: .max)
    reader.skipSpace()
    try reader.elements(depth: 0, each: each)
    try reader.finish()
  }

  /// Reads values that follow one another with nothing but white space between them, handing each
  /// over with its offset.
  public static func readSequence(
    _ bytes: UnsafeBufferPointer<UInt8>, each: (Int, JSONValue) -> Void
  ) throws(JSONError) {
    var reader = JSONReader(bytes: bytes, equalNames: .kept, maximumValues: .max)
    reader.skipSpace()
    while reader.offset < bytes.count {
      let start = reader.offset
      each(start, try reader.value(depth: 0))
      reader.skipSpace()
    }
  }

  private mutating func finish() throws(JSONError) {
    skipSpace()
    if offset < bytes.count { throw error("text after the end of the value") }
  }

  mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    skipSpace()
    guard depth <= Self.maximumDepth else { throw error("nested too deeply") }
    guard valuesLeft > 0 else { throw error("there are more values than any such file needs") }
    valuesLeft -= 1
    switch peek() {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["):
      var list: [JSONValue] = []
      try elements(depth: depth) { list.append($1) }
      return .array(list)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"), (0x30...0x39)?: return try number()
    case nil: throw error("the line or file ends where a value should stand")
    default: throw error("expected a value")
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
    let object = try members(depth: depth)
    if equalNames == .refused, let key = object.duplicateKey {
      throw error("the name '\(Printable(key))' occurs twice")
    }
    return object
  }

  private mutating func members(depth: Int) throws(JSONError) -> JSONObject {
    offset += 1
    var object = JSONObject()
    skipSpace()
    if take("}") { return object }
    while true {
      skipSpace()
      guard peek() == UInt8(ascii: "\"") else { throw error("expected a key in double quotes") }
      let key = try string()
      skipSpace()
      guard take(":") else { throw error("expected ':' after the key") }
      object.members.append(.init(key: key, value: try value(depth: depth + 1)))
      skipSpace()
      if take("}") { return object }
      guard take(",") else { throw error("expected ',' or '}'") }
    }
  }

  private mutating func elements(
    depth: Int, each: (Int, JSONValue) -> Void
  ) throws(JSONError) {
    guard take("[") else { throw error("expected a list") }
    skipSpace()
    if take("]") { return }
    while true {
      skipSpace()
      let start = offset
      each(start, try value(depth: depth + 1))
      skipSpace()
      if take("]") { return }
      guard take(",") else { throw error("expected ',' or ']'") }
    }
  }

  private mutating func literal(
    _ text: StaticString, _ value: JSONValue
  ) throws(JSONError) -> JSONValue {
    for index in 0..<text.utf8CodeUnitCount {
      guard peek() == text.utf8Start[index] else { throw error("expected \(text)") }
      offset += 1
    }
    return value
  }

  // MARK: Bytes

  func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  func error(_ reason: String) -> JSONError { JSONError(offset: offset, reason: reason) }
}
