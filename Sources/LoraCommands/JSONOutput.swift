import FoundationEssentials
import LoraYAML

/// Every `--json` answer is one object with `format` (the shape's version) and its payload;
/// `docs/json.md` describes the shapes and a test holds them.
enum JSONOutput {
  static func print(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    Message.result(escaped(String(decoding: try encoder.encode(value), as: UTF8.self)))
  }

  /// The same JSON with no character that moves a cursor or turns text around: people look at it
  /// in a terminal, too. Beyond ASCII's own, which the encoder escapes, they stand in strings only.
  private static func escaped(_ json: String) -> String {
    guard json.unicodeScalars.contains(where: mustBeEscaped) else { return json }
    var safe = ""
    for scalar in json.unicodeScalars {
      if mustBeEscaped(scalar) {
        let digits = String(scalar.value, radix: 16)
        safe += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  private static func mustBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "\n" && scalar.isControl
  }
}
