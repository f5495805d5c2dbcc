extension JSON {
  /// As it goes over the wire: no blanks, UTF-8.
  package var bytes: [UInt8] {
    var out: [UInt8] = []
    write(to: &out)
    return out
  }

  private func write(to out: inout [UInt8]) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let flag): out += (flag ? "true" : "false").utf8
    case .int(let number): out += String(number).utf8
    case .double(let number): out += (number.isFinite ? "\(number)" : "null").utf8
    case .string(let text): Self.write(text, to: &out)
    case .array(let items): Self.write(items, "[", "]", to: &out) { $0.write(to: &$1) }
    case .object(let members):
      Self.write(members, "{", "}", to: &out) { member, out in
        Self.write(member.key, to: &out)
        out.append(UInt8(ascii: ":"))
        member.value.write(to: &out)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], _ open: Character, _ close: Character, to out: inout [UInt8],
    each: (Item, inout [UInt8]) -> Void
  ) {
    out += open.utf8
    for (place, item) in items.enumerated() {
      if place > 0 { out.append(UInt8(ascii: ",")) }
      each(item, &out)
    }
    out += close.utf8
  }

  private static func write(_ text: String, to out: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): out += "\\\"".utf8
      case UInt8(ascii: "\\"): out += "\\\\".utf8
      case UInt8(ascii: "\n"): out += "\\n".utf8
      case 0..<0x20, 0x7f:
        out += "\\u00".utf8 + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}
