extension ConfigKey {
  /// `git lora config keys`: both tables for a terminal.
  public static func keysText() -> String {
    section("A run's config", run) + "\n" + section(".lorarc", team)
  }

  private static func section(_ title: String, _ keys: [ConfigKey]) -> String {
    title + "\n" + String(repeating: "=", count: title.count) + "\n"
      + keys.map { "\n" + $0.entry }.joined()
  }

  private var entry: String {
    var lines = ["\(name): \(example)", "    " + help, "    " + facts.joined(separator: "; ")]
    if !aliases.isEmpty { lines.append("    also: " + aliases.joined(separator: ", ")) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Type, unit, default and scope, each in words.
  private var facts: [String] {
    var facts = [type.description + (unit.map { " (\($0))" } ?? "")]
    facts.append(standardInWords)
    if !tasks.isEmpty { facts.append("for " + tasks.map(\.rawValue).joined(separator: ", ")) }
    if let insteadOf { facts.append("instead of \(insteadOf)") }
    return facts
  }
}

extension ConfigKey {
  /// The default as a phrase.
  var standardInWords: String {
    switch standard {
    case .none: "default: none"
    case .required: "required"
    default: "default: " + standardText
    }
  }

  /// The default alone.
  var standardText: String {
    switch standard {
    case .none: "none"
    case .required: "required"
    case .value(.integer(let bytes)) where type == .byteSize: ByteSize.text(bytes)
    case .value(let value): value.yaml
    case .sameAs(let key): key.rawValue
    case .described(let words): words
    case .byTask(let values):
      TaskType.allCases.compactMap { task in
        values[task].map { "\($0.yaml) for \(task.rawValue)" }
      }.joined(separator: ", ")
    }
  }
}
