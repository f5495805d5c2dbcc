/// The name of a member; any text is one.
struct MemberName: CodingKey, ExpressibleByStringLiteral {
  let stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init(stringLiteral value: String) { stringValue = value }
  init?(intValue: Int) { nil }
}

typealias Members = KeyedDecodingContainer<MemberName>

extension Decoder {
  func members() throws -> Members { try container(keyedBy: MemberName.self) }
}

/// What ClickUp sends is not always what it says: numbers come as text, text as numbers, and
/// anything may be null or missing.
extension KeyedDecodingContainer<MemberName> {
  /// A text, or a number's digits.
  func text(_ name: MemberName) -> String? {
    if let text = try? decodeIfPresent(String.self, forKey: name) { return text }
    return (try? decodeIfPresent(Int.self, forKey: name)).map { String($0) }
  }

  /// A whole number, also written as text or with an empty fraction.
  func whole(_ name: MemberName) -> Int? {
    if let value = try? decodeIfPresent(Int.self, forKey: name) { return value }
    if let text = try? decodeIfPresent(String.self, forKey: name) {
      return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
    }
    return nil
  }

  /// True also as `1` and `"true"`; what is missing or null is false.
  func flag(_ name: MemberName) -> Bool {
    if let value = try? decodeIfPresent(Bool.self, forKey: name) { return value }
    return whole(name) == 1 || text(name) == "true"
  }

  /// What can be read as `Part`; nil when missing, null or broken.
  func part<Part: Decodable>(_ name: MemberName, as type: Part.Type = Part.self) -> Part? {
    try? decodeIfPresent(type, forKey: name)
  }

  /// The elements that can be read; none when the list is missing or null.
  func readable<Element: Decodable>(_ name: MemberName, of type: Element.Type = Element.self)
    -> [Element]
  {
    part(name, as: [Readable<Element>].self)?.compactMap(\.value) ?? []
  }

  /// What makes no sense without `name`.
  func needed(_ name: MemberName) throws -> String {
    guard let text = text(name), !text.isEmpty else {
      throw DecodingError.keyNotFound(
        name, .init(codingPath: codingPath, debugDescription: "missing"))
    }
    return text
  }
}

/// An element of a list that goes on without it when it is broken.
private struct Readable<Value: Decodable>: Decodable {
  let value: Value?
  init(from decoder: any Decoder) { value = try? Value(from: decoder) }
}
