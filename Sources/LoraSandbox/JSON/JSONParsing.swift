package import LoraJSON

extension JSON {
  /// The value that the bytes spell, or where they stop being JSON. Of two equal names the last one
  /// counts.
  package init(parsing bytes: [UInt8]) throws(JSONError) {
    let value = try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) in
      try JSONReader.read(buffer)
    }
    self.init(value)
  }

  /// The same, or nil when they are not JSON.
  package static func parse(_ bytes: [UInt8]) -> JSON? { try? JSON(parsing: bytes) }

  private init(_ value: JSONValue) {
    switch value {
    case .null: self = .null
    case .bool(let flag): self = .bool(flag)
    case .integer(let number): self = .int(number)
    case .number(let number): self = .double(number)
    case .string(let text): self = .string(text)
    case .array(let items): self = .array(items.map { JSON($0) })
    case .object(let object):
      var members: [Member] = []
      var places: [String: Int] = [:]
      for member in object.members {
        if let place = places.updateValue(members.count, forKey: member.key) {
          places[member.key] = place
          members[place].value = JSON(member.value)
        } else {
          members.append(Member(member.key, JSON(member.value)))
        }
      }
      self = .object(members)
    }
  }
}
