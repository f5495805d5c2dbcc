/// A JSON document, read strictly (RFC 8259): no duplicate names, no trailing text, bounded depth.
///
/// Foundation's decoder keeps one of two equal names in silence, which a container's header must
/// not allow; and integers must not pass through a Double.
public enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  public struct Failure: Error, Equatable, CustomStringConvertible {
    public let reason: String
    /// Byte offset in the text.
    public let offset: Int
    public var description: String { "\(reason) at byte \(offset)" }
  }

  public init(parsing bytes: UnsafeRawBufferPointer) throws(Failure) {
    var parser = JSONParser(bytes)
    self = try parser.document()
  }

  public init(parsing text: String) throws(Failure) {
    let bytes = Array(text.utf8)
    let result: Result<JSONValue, Failure> = bytes.withUnsafeBytes { buffer in
      do throws(Failure) { return .success(try JSONValue(parsing: buffer)) } catch {
        return .failure(error)
      }
    }
    self = try result.get()
  }

  /// The document in the file at `path`; a broken one is a `WeightsError` that names the file.
  public init(readingFile path: String) throws(WeightsError) {
    let file = try MappedFile(path: path)
    do throws(Failure) { self = try JSONValue(parsing: file.bytes) } catch {
      throw WeightsError(path: path, .malformed("this is not JSON: \(error)"))
    }
  }

  /// The member `name` of an object; nil when absent, null, or when this is no object.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self, let value = members[name], value != .null else {
      return nil
    }
    return value
  }

  public var string: String? { if case .string(let value) = self { value } else { nil } }
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  public var object: [String: JSONValue]? {
    if case .object(let value) = self { value } else { nil }
  }
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
}
