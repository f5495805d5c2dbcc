/// One value of a GGUF file's metadata.
public enum GGUFValue: Sendable, Equatable {
  case integer(Int)
  case float(Double)
  case bool(Bool)
  case string(String)
  case integers([Int])
  case floats([Double])
  case bools([Bool])
  case strings([String])
  /// An array of arrays.
  case arrays([GGUFValue])

  public var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  public var string: String? { if case .string(let value) = self { value } else { nil } }
  public var integers: [Int]? { if case .integers(let value) = self { value } else { nil } }
  public var floats: [Double]? { if case .floats(let value) = self { value } else { nil } }
  public var strings: [String]? { if case .strings(let value) = self { value } else { nil } }
  /// A number of either kind.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .float(let value): value
    default: nil
    }
  }
}
