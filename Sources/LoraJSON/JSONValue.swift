/// A JSON document, read strictly (RFC 8259) and kept in order.
///
/// Foundation's decoder keeps one of two equal names in silence, passes integers through a Double,
/// and does not tell where a document breaks off; what others wrote needs all three.
public enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  /// A number written without fraction and exponent that fits.
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)

  /// Reads a document in which no object holds a name twice.
  public init(parsing bytes: UnsafeRawBufferPointer) throws(JSONError) {
    self = try JSONReader.read(bytes.assumingMemoryBound(to: UInt8.self), equalNames: .refused)
  }

  public init(parsing text: String) throws(JSONError) { try self.init(parsing: Array(text.utf8)) }

  public init(parsing bytes: [UInt8]) throws(JSONError) {
    self = try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) in
      try JSONReader.read(buffer, equalNames: .refused)
    }
  }

  /// The member `name` of an object; nil when absent, null, or when this is no object.
  public subscript(name: String) -> JSONValue? { object?[name] }

  public var string: String? { if case .string(let value) = self { value } else { nil } }
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }

  /// A whole number, also when written as `4.0`.
  public var integer: Int? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }

  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// What a message calls this value.
  public var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .integer, .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
