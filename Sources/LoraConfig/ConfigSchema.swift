extension ConfigKey {
  /// A run's config as JSON Schema (draft 2020-12), for editors.
  public static func runSchema() -> String {
    var properties: [(String, JSONText)] = []
    for key in run {
      properties.append((key.name, key.schema))
      for alias in key.aliases { properties.append((alias, key.aliasSchema)) }
    }
    let data = spellings(["train_data_dir", "metadata_path"])
    let rules: [JSONText] = [
      anyOf(spellings(["base_model"]).map(required)), anyOf(data.map(required)),
      .object([
        ("not", .object([("required", .array([.string("epochs"), .string("max_steps")]))]))
      ]),
    ]
    return document(title: "A run's config", properties, more: [("allOf", .array(rules))])
  }

  /// `.lorarc` as JSON Schema (draft 2020-12), for editors.
  public static func teamSchema() -> String {
    document(title: ".lorarc", level(team, depth: 0), more: [])
  }

  private static func document(
    title: String, _ properties: [(String, JSONText)], more: [(String, JSONText)]
  ) -> String {
    JSONText.object(
      [
        ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
        ("title", .string(title)),
        ("type", .string("object")),
        ("additionalProperties", .boolean(false)),
        ("properties", .object(properties)),
      ] + more
    ).text() + "\n"
  }

  /// The properties of one level of a nested table.
  private static func level(_ keys: [ConfigKey], depth: Int) -> [(String, JSONText)] {
    var names: [String] = []
    for key in keys where !names.contains(key.components[depth]) {
      names.append(key.components[depth])
    }
    return names.flatMap { name -> [(String, JSONText)] in
      let below = keys.filter { $0.components[depth] == name }
      if name == "<key>", let leaf = below.first {
        return run.flatMap { [$0.name] + $0.aliases }.filter { !names.contains($0) }
          .map { ($0, leaf.schema) }
      }
      if let leaf = below.first(where: { $0.components.count == depth + 1 }) {
        return [(name, leaf.schema)]
      }
      return [(name, section(below, depth: depth + 1))]
    }
  }

  private static func section(_ keys: [ConfigKey], depth: Int) -> JSONText {
    if keys.first?.components[depth] == "*" {
      return .object([
        ("type", .array([.string("object"), .string("null")])),
        ("additionalProperties", section(keys, depth: depth + 1)),
      ])
    }
    let needed = keys.filter { $0.standard == .required && $0.components.count == depth + 1 }
    return .object(
      [
        ("type", .array([.string("object"), .string("null")])),
        ("additionalProperties", .boolean(false)),
        ("properties", .object(level(keys, depth: depth))),
      ]
        + (needed.isEmpty
          ? [] : [("required", .array(needed.map { .string($0.components[depth]) }))]))
  }

  private static func spellings(_ names: [String]) -> [String] {
    run.filter { names.contains($0.name) }.flatMap { [$0.name] + $0.aliases }
  }

  private static func required(_ name: String) -> JSONText {
    .object([("required", .array([.string(name)]))])
  }

  private static func anyOf(_ choices: [JSONText]) -> JSONText {
    .object([("anyOf", .array(choices))])
  }

  private var schema: JSONText {
    var members = type.schema
    members.append(("description", .string(help + " (" + standardInWords + ")")))
    return .object(members)
  }

  private var aliasSchema: JSONText {
    .object([
      ("$ref", .string("#/properties/\(name)")), ("description", .string("The same as \(name).")),
    ])
  }
}
