import LoraNames

/// Plain scalars by the YAML 1.2 core schema (yaml.org/spec/1.2.2, §10.3.2): `2e-4` is a number,
/// `1_000` and `1:30` are text, and so are `yes`, `no`, `on` and `off`.
enum CoreSchema {
  static func value(of text: String) -> YAMLValue {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .boolean(true)
    case "false", "False", "FALSE": return .boolean(false)
    case ".nan", ".NaN", ".NAN": return .float(.nan)
    default: return number(text) ?? .string(text)
    }
  }

  private static func number(_ text: String) -> YAMLValue? {
    if text.begins(with: "0o") { return integer(text.dropFirst(2), radix: 8) }
    if text.begins(with: "0x") { return integer(text.dropFirst(2), radix: 16) }
    let negative = text.begins(with: "-")
    let unsigned = negative || text.begins(with: "+") ? text.dropFirst() : text[...]
    if unsigned == ".inf" || unsigned == ".Inf" || unsigned == ".INF" {
      return .float(negative ? -.infinity : .infinity)
    }
    guard let shape = Decimal(unsigned.utf8) else { return nil }
    let signed = (negative ? "-" : "") + unsigned
    if shape == .whole, let whole = Int(signed) { return .integer(whole) }
    return Double(signed).map { .float($0) }
  }

  private static func integer(_ digits: Substring, radix: Int) -> YAMLValue? {
    guard let first = digits.utf8.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "+")
    else { return nil }
    return Int(digits, radix: radix).map { .integer($0) }
  }
}

/// The shape of an unsigned decimal number.
private enum Decimal {
  case whole, fraction

  /// `[0-9]+`, or `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
  init?(_ bytes: some Collection<UInt8>) {
    var rest = bytes[...]
    let wholes = Self.digits(&rest)
    if wholes > 0, rest.isEmpty {
      self = .whole
      return
    }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard Self.digits(&rest) > 0 || wholes > 0 else { return nil }
    } else if wholes == 0 {
      return nil
    }
    if let e = rest.first, e | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
        rest = rest.dropFirst()
      }
      guard Self.digits(&rest) > 0 else { return nil }
    }
    guard rest.isEmpty else { return nil }
    self = .fraction
  }

  private static func digits<Bytes: Collection<UInt8>>(_ rest: inout Bytes) -> Int
  where Bytes.SubSequence == Bytes {
    let after = rest.drop { (0x30...0x39).contains($0) }
    defer { rest = after }
    return rest.distance(from: rest.startIndex, to: after.startIndex)
  }
}
