import FoundationEssentials

/// Every `--json` answer is one object with `format` (the shape's version) and its payload;
/// `docs/json.md` describes the shapes and a test holds them.
enum JSONOutput {
  static func print(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    Message.result(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
