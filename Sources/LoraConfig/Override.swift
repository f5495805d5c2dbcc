import LoraNames
import LoraYAML

/// `-s key=value` of the command line.
struct Override {
  let key: RunKey
  let spelling: String
  let node: YAMLNode

  init(_ text: String) throws(Complaint) {
    guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else {
      throw Complaint("has no '='", hint: "write -s key=value, as in -s lora_rank=16")
    }
    spelling = String(text[..<equals])
    guard let key = RunKey.named(spelling) else {
      let problem = UnknownKey(spelling, among: ConfigKey.run)
      throw Complaint(problem.message, hint: problem.hint)
    }
    self.key = key
    node = try Self.node(String(text[text.utf8.index(after: equals)...]), for: key.row.type)
  }

  /// Text is taken as it is, since the shell has already unquoted it; everything else is YAML.
  private static func node(_ text: String, for type: ConfigType) throws(Complaint) -> YAMLNode {
    guard !text.isEmpty else { throw Complaint("has nothing after '='") }
    if type.isText && !(type == .modules && text.begins(with: "[")) {
      let scalar = YAMLScalar(text, style: .doubleQuoted)
      return YAMLNode(.scalar(scalar), start: .start, end: .start)
    }
    let document = YAMLDocument.parse(Array(text.utf8), file: "-s")
    guard let node = document.root, document.problems.isEmpty else {
      throw Complaint(document.problems.first?.message ?? "has nothing after '='")
    }
    return node
  }
}

extension ConfigType {
  fileprivate var isText: Bool {
    switch self {
    case .path, .text, .identifier, .choice, .modules: true
    default: false
    }
  }
}
