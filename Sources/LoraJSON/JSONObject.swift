import LoraNames

/// The members of a JSON object in the order of the document.
public struct JSONObject: Sendable, Equatable {
  public struct Member: Sendable, Equatable {
    public let key: String
    public let value: JSONValue
  }

  public internal(set) var members: [Member] = []

  /// The member named `key`; the last one, should there be several. Null counts as absent.
  public subscript(key: String) -> JSONValue? {
    let value = members.last { $0.key.sameBytes(as: key) }?.value
    return value == .null ? nil : value
  }

  /// This object with one more member at its end.
  public func adding(_ key: String, _ value: JSONValue) -> JSONObject {
    var object = self
    object.members.append(Member(key: key, value: value))
    return object
  }

  public var keys: [String] { members.map(\.key) }

  /// The first key that occurs twice.
  public var duplicateKey: String? {
    var seen = NameSet()
    return members.first { !seen.insert($0.key) }?.key
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    members = elements.map { Member(key: $0, value: $1) }
  }
}
