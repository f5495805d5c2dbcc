extension JSONValue {
  /// The value as JSON text, members in their order; `indented` puts each on its own line.
  ///
  /// Numbers must be finite. Doubles are the shortest decimals that read back as the same number.
  public func text(indented: Bool = false) -> String { written(indented ? 0 : nil) }

  private func written(_ level: Int?) -> String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): Self.quoted(value)
    case .array(let elements):
      Self.enclosed("[", elements.map { $0.written(level.map { $0 + 1 }) }, "]", level)
    case .object(let members):
      Self.enclosed(
        "{",
        members.members.map {
          Self.quoted($0.key) + (level == nil ? ":" : ": ") + $0.value.written(level.map { $0 + 1 })
        }, "}", level)
    }
  }

  private static func enclosed(
    _ open: String, _ parts: [String], _ close: String, _ level: Int?
  ) -> String {
    guard let level, !parts.isEmpty else { return open + parts.joined(separator: ",") + close }
    let inner = "\n" + String(repeating: "  ", count: level + 1)
    return open + inner + parts.joined(separator: "," + inner) + "\n"
      + String(repeating: "  ", count: level) + close
  }

  /// `text` as a JSON string.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\u{0}"..<"\u{20}":
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
