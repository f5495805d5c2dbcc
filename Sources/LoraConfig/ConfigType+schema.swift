extension ConfigType {
  /// The type as members of a JSON Schema.
  var schema: [(String, JSONText)] {
    switch self {
    case .boolean: [("type", .string("boolean"))]
    case .integer(let range):
      [
        ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
        ("maximum", .integer(range.upperBound)),
      ]
    case .number(let range):
      [
        ("type", .string("number")),
        (range.includesLower ? "minimum" : "exclusiveMinimum", .number(range.lower)),
        (range.includesUpper ? "maximum" : "exclusiveMaximum", .number(range.upper)),
      ]
    case .choice(let names): [("enum", .array(names.map { .string($0) }))]
    case .text: Self.text(pattern: "\\S")
    case .path: Self.text(pattern: "^(?!~)(?!.*://)(?!.*\\$[A-Za-z{])[^\\\\]*\\S$")
    case .identifier: Self.idOrNumber
    case .identifiers: Self.oneOrMore(.object(Self.idOrNumber))
    case .patterns, .modules: Self.oneOrMore(.object(Self.text(pattern: "\\S")))
    case .imageSize: Self.sizeOrPair
    case .byteSize: [("type", .array([.string("string"), .string("integer")]))]
    case .command: Self.text(pattern: "\\{config\\}")
    case .branch: Self.text(pattern: "\\{name\\}")
    case .variables:
      [
        ("type", .string("object")),
        (
          "additionalProperties",
          .object([
            ("type", .array([.string("string"), .string("number"), .string("boolean")]))
          ])
        ),
      ]
    }
  }

  private static func text(pattern: String) -> [(String, JSONText)] {
    [("type", .string("string")), ("pattern", .string(pattern))]
  }

  private static var idOrNumber: [(String, JSONText)] {
    [
      ("type", .array([.string("string"), .string("integer")])),
      ("pattern", .string("^[^\\s/:.#]+$")),
    ]
  }

  private static func oneOrMore(_ item: JSONText) -> [(String, JSONText)] {
    let list = JSONText.object([
      ("type", .string("array")), ("minItems", .integer(1)), ("uniqueItems", .boolean(true)),
      ("items", item),
    ])
    return [("anyOf", .array([item, list]))]
  }

  private static var sizeOrPair: [(String, JSONText)] {
    let side: [(String, JSONText)] = [
      ("type", .string("integer")), ("minimum", .integer(64)), ("maximum", .integer(8192)),
      ("multipleOf", .integer(8)),
    ]
    let pair = JSONText.object([
      ("type", .string("array")), ("items", .object(side)), ("minItems", .integer(2)),
      ("maxItems", .integer(2)),
    ])
    let text = JSONText.object(Self.text(pattern: "^ *[0-9]+, *[0-9]+$"))
    return [("anyOf", .array([.object(side), pair, text]))]
  }
}
