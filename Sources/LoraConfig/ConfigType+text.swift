import LoraNames
import LoraYAML

extension ConfigType {
  /// A non-empty text without control characters.
  func text(_ node: YAMLNode) throws(Complaint) -> String {
    guard case .string(let text) = node.scalar?.value else {
      let quotable = node.scalar.map { $0.value != .null } ?? false
      throw Complaint.mustBe(
        description, not: node, hint: quotable ? "put quotes around it if it is meant as text" : nil
      )
    }
    guard !text.allSatisfy(\.isWhitespace) else {
      throw Complaint.mustBe(description, not: node)
    }
    guard !text.unicodeScalars.contains(where: \.isControl) else {
      throw Complaint("contains a line break or another control character")
    }
    return text
  }

  func identifier(_ node: YAMLNode) throws(Complaint) -> String {
    guard let scalar = node.scalar, scalar.value != .null else {
      throw Complaint.mustBe(description, not: node)
    }
    let allowed = scalar.text.unicodeScalars.allSatisfy {
      $0 == "-" || $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
    }
    guard allowed, !scalar.text.isEmpty else {
      let last = scalar.text.pathComponents.last
      let isAddress = scalar.text.contains("://")
      throw Complaint.mustBe(
        description, not: node,
        hint: isAddress ? last.map { "the id is the address's last part: \($0)" } : nil)
    }
    return scalar.text
  }

  func identifiers(_ node: YAMLNode) throws(Complaint) -> [String] {
    guard let items = node.sequence else { return [try identifier(node)] }
    guard !items.isEmpty else { throw Complaint.mustBe(description, not: node) }
    return try items.map { (item) throws(Complaint) in
      try at(item) { () throws(Complaint) in try identifier(item) }
    }
  }

  /// A list of different, non-empty texts; one text alone counts as a list of it.
  func names(_ node: YAMLNode) throws(Complaint) -> [String] {
    let items = node.sequence ?? [node]
    guard !items.isEmpty else { throw Complaint.mustBe(description, not: node) }
    var names: [String] = []
    for item in items {
      let name = try at(item) { () throws(Complaint) in try ConfigType.text.text(item) }
      guard !names.hold(name) else { throw Complaint("names '\(name)' twice", at: item) }
      names.append(name)
    }
    return names
  }

  func variables(_ node: YAMLNode) throws(Complaint) -> [String: String] {
    guard let pairs = node.mapping else {
      throw Complaint.mustBe(description, not: node)
    }
    var variables: [String: String] = [:]
    for pair in pairs {
      guard Self.isVariableName(pair.key) else {
        throw Complaint(
          "sets '\(pair.key)', which is no name of an environment variable", at: pair.keyNode)
      }
      guard pair.key != "CLICKUP_TOKEN", !pair.key.begins(with: "GIT_LORA_") else {
        throw Complaint(
          "sets '\(pair.key)', which is git-lora's own", at: pair.keyNode)
      }
      guard let scalar = pair.value.scalar, !scalar.text.unicodeScalars.contains("\0") else {
        throw Complaint("'\(pair.key)' must be a text, not \(pair.value.inWords)", at: pair.value)
      }
      variables[pair.key] = scalar.text
    }
    return variables
  }

  private static func isVariableName(_ name: String) -> Bool {
    let letters = name.utf8.allSatisfy {
      $0 == UInt8(ascii: "_") || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
        || (0x61...0x7A).contains($0)
    }
    return letters && name.utf8.first.map { !(0x30...0x39).contains($0) } ?? false
  }

  /// Points a complaint about an item at that item.
  private func at<T>(_ node: YAMLNode, _ body: () throws(Complaint) -> T) throws(Complaint) -> T {
    do throws(Complaint) {
      return try body()
    } catch {
      throw Complaint(error.message, hint: error.hint, at: error.node ?? node)
    }
  }
}

extension YAMLPair {
  /// The key, to point at.
  fileprivate var keyNode: YAMLNode {
    let end = YAMLMark(
      line: keyStart.line, column: keyStart.column + keyLength, offset: keyStart.offset + keyLength)
    return YAMLNode(.scalar(YAMLScalar(key)), start: keyStart, end: end)
  }
}

extension YAMLNode {
  var integer: Int? { if case .integer(let number) = scalar?.value { number } else { nil } }

  /// What it is, to finish "must be …, not …".
  var inWords: String {
    switch content {
    case .sequence(let items): return items.isEmpty ? "an empty list" : "a list"
    case .mapping: return "a map"
    case .scalar(let scalar):
      switch scalar.value {
      case .null: return "empty"
      case .string(let text): return text.isEmpty ? "empty" : "the text '\(text.shortened)'"
      default: return scalar.text.shortened
      }
    }
  }

  /// What may be wrong with a text where a number should be.
  var numberHint: String? {
    guard let scalar else { return nil }
    guard case .string(let text) = scalar.value else { return nil }
    if scalar.style != .plain, YAMLScalar(text).value.map({ $0.isNumber }) ?? false {
      return "write it without quotes"
    }
    if text.contains("_"), YAMLScalar(text.filter { $0 != "_" }).value.map({ $0.isNumber }) ?? false
    {
      return "numbers are written without '_'"
    }
    return text.contains(",") ? "write a point, not a comma" : nil
  }
}

extension YAMLValue {
  fileprivate var isNumber: Bool {
    switch self {
    case .integer, .float: true
    default: false
    }
  }
}

extension String {
  /// Cut to what fits into a message.
  var shortened: String { count <= 60 ? self : prefix(57) + "…" }
}
