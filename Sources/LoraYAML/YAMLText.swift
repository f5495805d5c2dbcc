import LoraNames

/// Values as YAML text that YAML 1.1 readers (PyYAML) and YAML 1.2 readers take for the same.
public enum YAMLText {
  /// A string, quoted where a reader could take it for something else.
  public static func string(_ text: String) -> String {
    if isSafePlain(text) { return text }
    if !text.unicodeScalars.contains(where: { $0.isControl || $0 == "\u{FEFF}" }) {
      return "'"
        + text.parts(at: "'").joined(separator: "''")
        + "'"
    }
    return "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  public static func boolean(_ truth: Bool) -> String { truth ? "true" : "false" }

  /// The shortest text that reads back as the same number. It has a point and, before an
  /// exponent, a sign: PyYAML reads `2e-05` as a string and `2.0e-05` as a number.
  public static func float(_ number: Double) -> String {
    guard number.isFinite else {
      return number.isNaN ? ".nan" : number < 0 ? "-.inf" : ".inf"
    }
    let text = number.description
    guard let e = text.firstIndex(of: "e"), !text[..<e].contains(".") else { return text }
    return text[..<e] + ".0" + text[e...]
  }

  /// A list of strings on one line.
  public static func list(_ items: [String]) -> String {
    "[" + items.map(string).joined(separator: ", ") + "]"
  }

  private static func isSafePlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    let startsLikeANumber = first.isDigit || text.begins(with: ".") && !text.begins(with: "./")
    let letters = text.unicodeScalars.allSatisfy { scalar in
      scalar.isDigit || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        || scalar == "_" || scalar == "-" || scalar == "." || scalar == "/"
    }
    return letters && !startsLikeANumber && first != "-" && !words.contains(text.lowercased())
  }

  /// What YAML 1.1 or 1.2 reads as null or a truth value.
  private static let words: Set<String> = [
    "null", "true", "false", "yes", "no", "on", "off", "y", "n",
  ]

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\t": return "\\t"
    case "\r": return "\\r"
    default:
      guard scalar.isControl || scalar == "\u{FEFF}" else { return String(Character(scalar)) }
      let hex = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}

extension YAMLText {
  /// A node on one line, with the meaning its own document gives it.
  public static func node(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let scalar): scalarText(scalar)
    case .sequence(let items): "[" + items.map(Self.node).joined(separator: ", ") + "]"
    case .mapping(let pairs):
      "{" + pairs.map { string($0.key) + ": " + Self.node($0.value) }.joined(separator: ", ") + "}"
    }
  }

  private static func scalarText(_ scalar: YAMLScalar) -> String {
    switch scalar.value {
    case .null: "null"
    case .boolean(let truth): boolean(truth)
    case .integer(let number): String(number)
    case .float(let number): float(number)
    case .string(let text): string(text)
    case nil: string(scalar.text)
    }
  }
}
