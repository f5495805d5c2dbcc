/// A parsed JSON value. Integers that fit `Int` stay exact.
package enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)

  package var string: String? { if case .string(let value) = self { value } else { nil } }
  package var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  package var object: JSONObject? { if case .object(let value) = self { value } else { nil } }

  /// What a message calls this value.
  package var kind: String {
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

/// The members of a JSON object in the order of the file.
package struct JSONObject: Sendable, Equatable {
  package struct Member: Sendable, Equatable {
    package let key: String
    package let value: JSONValue
  }

  package internal(set) var members: [Member] = []

  /// The member named `key`; the last one, should there be several. Null counts as absent.
  package subscript(key: String) -> JSONValue? {
    let value = members.last { $0.key == key }?.value
    return value == .null ? nil : value
  }

  package var keys: [String] { members.map(\.key) }

  /// The first key that occurs twice.
  package var duplicateKey: String? {
    var seen = Set<String>()
    return members.first { !seen.insert($0.key).inserted }?.key
  }
}
