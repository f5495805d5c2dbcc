/// The text of `Lora-Settings`: `key=value` pairs by key, one space between them; a value that holds
/// a space, a quote or nothing stands in double quotes, with `\` before `"` and `\`.
enum SettingsLine {
  static func text(of settings: [String: String]) -> String {
    settings.sorted { $0.key < $1.key }
      .map { "\($0.key)=\(quotedIfNeeded(oneLine($0.value)))" }
      .joined(separator: " ")
  }

  static func settings(in line: String) -> [String: String] {
    var settings: [String: String] = [:]
    var rest = line.utf8[...]
    while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
      let key = String(Substring(rest[..<equals]))
      rest = rest[rest.index(after: equals)...]
      settings[key] = takeValue(&rest)
      rest = rest.drop { $0 == 0x20 }
    }
    return settings
  }

  /// `text` with line breaks and other control characters as single spaces, so that a value cannot
  /// end its trailer or begin another.
  static func oneLine(_ text: String) -> String {
    let isBreak = { (scalar: Unicode.Scalar) in
      scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .lineSeparator
        || scalar.properties.generalCategory == .paragraphSeparator
    }
    let words = text.unicodeScalars.split(whereSeparator: isBreak)
    return words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
  }

  private static func quotedIfNeeded(_ value: String) -> String {
    let isPlain = !value.isEmpty && !value.contains { $0 == " " || $0 == "\"" || $0 == "\\" }
    if isPlain { return value }
    let escaped = value.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
    return "\"\(String(escaped))\""
  }

  private static func takeValue(_ rest: inout Substring.UTF8View) -> String {
    guard rest.first == UInt8(ascii: "\"") else {
      let end = rest.firstIndex(of: 0x20) ?? rest.endIndex
      defer { rest = rest[end...] }
      return String(Substring(rest[..<end]))
    }
    rest.removeFirst()
    var value: [UInt8] = []
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      value.append(byte == UInt8(ascii: "\\") ? rest.popFirst() ?? byte : byte)
    }
    return String(decoding: value, as: UTF8.self)
  }
}
