/// A JSON value. Objects keep the order in which they were written, so that answers read like
/// ClickUp's own.
package enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  package struct Member: Sendable, Hashable {
    package let key: String
    package var value: JSON

    package init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }

  package init(_ text: String?) { self = text.map(JSON.string) ?? .null }
  package init(_ number: Int?) { self = number.map(JSON.int) ?? .null }
  package init(_ flag: Bool) { self = .bool(flag) }

  /// ClickUp's times are texts of milliseconds in most answers.
  package init(timeText: Int?) { self.init(timeText.map(String.init)) }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
  ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral
{
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .int(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(nilLiteral: ()) { self = .null }
}

// What a value is, or nil when it is something else.
extension JSON {
  package var text: String? { if case .string(let text) = self { text } else { nil } }
  package var flag: Bool? { if case .bool(let flag) = self { flag } else { nil } }
  package var items: [JSON]? { if case .array(let items) = self { items } else { nil } }
  package var members: [Member]? { if case .object(let members) = self { members } else { nil } }
  package var isNull: Bool { self == .null }

  package var whole: Int? {
    switch self {
    case .int(let number): number
    case .double(let number) where number == number.rounded() && abs(number) < 9e15: Int(number)
    default: nil
    }
  }

  /// A whole number, also when it was sent as text, as forms and many clients do.
  package var lenientWhole: Int? {
    (whole ?? text.flatMap { Int($0) }).flatMap { $0.isExact ? $0 : nil }
  }

  /// The member of that name; setting nil removes it.
  package subscript(key: String) -> JSON? {
    get { members?.first { $0.key == key }?.value }
    set {
      guard var members else { return }
      if let place = members.firstIndex(where: { $0.key == key }) {
        if let newValue { members[place].value = newValue } else { members.remove(at: place) }
      } else if let newValue {
        members.append(Member(key, newValue))
      }
      self = .object(members)
    }
  }

  /// This object with the members of another after its own.
  package func adding(_ other: JSON) -> JSON {
    .object((members ?? []) + (other.members ?? []))
  }
}
