import FoundationEssentials
import LoraYAML

/// Every `--json` answer is one object with `format` (the shape's version) and its payload;
/// `docs/json.md` describes the shapes and a test holds them.
enum JSONOutput {
  static func print(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: notFinite, negativeInfinity: notFinite, nan: notFinite)
    Message.result(escaped(withNulls(String(decoding: try encoder.encode(value), as: UTF8.self))))
  }

  /// Stands for a number that is not finite until it is `null`: JSON has no word for it, and one of
  /// them must not keep a whole listing from being read.
  private static let notFinite = "\u{F8FF} not finite"

  private static func withNulls(_ json: String) -> String {
    // Only where the character's first byte is found is the longer look taken.
    guard json.utf8.contains(0xEF) else { return json }
    return json.replacing("\"\(notFinite)\"", with: "null")
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
