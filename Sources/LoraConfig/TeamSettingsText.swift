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

  /// One block of lines for each top-level key. Lines of help begin with `# `; in the commented
  /// file, a key's line begins with `#` and its own indentation.
  private static func blocks(active: Bool) -> String {
    var text = ""
    var open: [String] = []
    for row in ConfigKey.team {
      let parts = row.components.map { $0 == "*" ? "diffusers" : $0 }
      if parts[0] != open.first, !text.isEmpty { text += "\n" }
      let shared = zip(open, parts.dropLast()).prefix { $0 == $1 }.count
      let isActive = active && row.insteadOf == nil
      for depth in shared..<parts.count - 1 {
        text += line(parts[depth] + ":", depth: depth, active: active)
      }
      let about = row.help + " " + row.standard.sentence
      text += active ? indentation(parts.count - 1) + "# \(about)\n" : "# \(about)\n"
      let value = "\(parts[parts.count - 1]): \(row.example)"
      text += line(value, depth: parts.count - 1, active: isActive)
      open = Array(parts.dropLast()).isEmpty ? [parts[0]] : Array(parts.dropLast())
    }
    return text
  }

  private static func line(_ text: String, depth: Int, active: Bool) -> String {
    (active ? "" : "#") + indentation(depth) + text + "\n"
  }

  private static func indentation(_ depth: Int) -> String { String(repeating: "  ", count: depth) }
}

extension ConfigKey.Standard {
  fileprivate var sentence: String {
    switch self {
    case .none: ""
    case .required: "Required."
    default: "Default: \(short)."
    }
  }
}
