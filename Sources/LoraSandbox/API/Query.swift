/// The part of an address after `?`, in order. Names may repeat: `statuses[]=a&statuses[]=b`.
package struct Query: Sendable, Equatable {
  package var items: [(name: String, value: String)]

  package init(_ text: some StringProtocol) {
    items = text.split(separator: "&").map { pair in
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = halves.count > 1 ? halves[1] : ""
      return (
        PercentCoding.decoded(halves[0], plusIsBlank: true),
        PercentCoding.decoded(value, plusIsBlank: true)
      )
    }
  }

  package subscript(name: String) -> String? { items.first { $0.name == name }?.value }

  /// All values of a list parameter, with or without the brackets that ClickUp writes; some clients
  /// join them with commas.
  package func all(_ name: String) -> [String] {
    items.filter { $0.name == name + "[]" || $0.name == name }
      .flatMap { $0.value.split(separator: ",").map { String($0).trimmed } }
  }

  /// `true` in any spelling that clients send, Python's included.
  package func flag(_ name: String) -> Bool {
    ["true", "1", "yes"].contains(self[name]?.lowercased() ?? "")
  }

  /// Numbers that a double cannot hold exactly are none: nothing overflows by them.
  package func whole(_ name: String) -> Int? {
    self[name].flatMap { Int($0) }.flatMap { $0.isExact ? $0 : nil }
  }

  package mutating func set(_ name: String, _ value: String?) {
    items.removeAll { $0.name == name }
    if let value { items.append((name, value)) }
  }

  package static func == (a: Query, b: Query) -> Bool {
    a.items.elementsEqual(b.items) { $0.name == $1.name && $0.value == $1.value }
  }
}

package enum PercentCoding {
  /// The text that `%41`-like escapes spell; what is no UTF-8 is repaired.
  package static func decoded(_ text: some StringProtocol, plusIsBlank: Bool = false) -> String {
    var bytes: [UInt8] = []
    var rest = Substring(text).utf8
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(plusIsBlank && byte == UInt8(ascii: "+") ? 0x20 : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// RFC 3986: all but the unreserved characters escaped.
  package static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        out.append(byte)
      default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

extension Int {
  /// Whether JavaScript, in which ClickUp is written, could tell it from its neighbours.
  var isExact: Bool { magnitude <= 1 << 53 }
}
