extension TeamSettings {
  /// The `.lorarc` that `git lora init` writes: every key as a comment, none active, so that a
  /// section can be appended.
  public static func commentedText() -> String {
    """
    # Settings of git-lora for everyone who works in this repository. Every key is optional: take
    # the '#' away from the lines you want. `git lora config keys` explains them all.


    """ + blocks(active: false)
  }

  /// `.lorarc.example`: the same keys, active.
  public static func exampleText() -> String {
    """
    # An example of .lorarc with every key of `git lora config keys`. Copy what you need.


    """ + blocks(active: true)
  }

  /// One block of lines for each top-level key. In the commented file, lines of help begin with
  /// `# `, and a key's line with `#` and its own indentation.
  private static func blocks(active: Bool) -> String {
    var text = ""
    var open: [String] = []
    for row in ConfigKey.team {
      let parts = row.exampleComponents
      let sections = Array(parts.dropLast())
      if parts.count == 1 || parts[0] != open.first { text += text.isEmpty ? "" : "\n" }
      let shared = zip(open, sections).prefix { $0 == $1 }.count
      for depth in shared..<max(shared, sections.count) {
        text += line(sections[depth] + ":", depth: depth, active: active)
      }
      text += (active ? indentation(sections.count) : "") + "# " + row.sentences + "\n"
      let value = "\(parts[sections.count]): \(row.example)"
      text += line(
        active && row.insteadOf != nil ? "# " + value : value, depth: sections.count,
        active: active)
      open = sections
    }
    return text
  }

  private static func line(_ text: String, depth: Int, active: Bool) -> String {
    (active ? "" : "#") + indentation(depth) + text + "\n"
  }

  private static func indentation(_ depth: Int) -> String { String(repeating: "  ", count: depth) }
}

extension ConfigKey {
  /// The path as an example has it.
  package var exampleComponents: [String] {
    components.map { ["*": "diffusers", "<key>": "lora_rank"][$0] ?? $0 }
  }

  /// What it is for and what holds without it.
  fileprivate var sentences: String {
    switch standard {
    case .none: help
    case .required: help + " Required."
    default: help + " Default: \(standardText)."
    }
  }
}
