import LoraExperiment
import LoraYAML

extension ConfigType {
  /// The value that `node` holds, or what is wrong with it in words that follow the key's name.
  func read(_ node: YAMLNode) throws(Complaint) -> ConfigValue {
    switch self {
    case .boolean: return .boolean(try boolean(node))
    case .integer(let range): return .integer(try integer(node, in: range))
    case .number(let range): return .number(try number(node, in: range))
    case .choice(let names): return .text(try choice(node, of: names))
    case .path: return .text(try PathRule.check(try text(node)))
    case .text: return .text(try text(node))
    case .identifier: return .text(try identifier(node))
    case .identifiers: return .list(try identifiers(node))
    case .patterns: return .list(try names(node))
    case .modules: return try modules(node)
    case .imageSize: return try imageSize(node)
    case .byteSize: return .integer(try byteSize(node))
    case .command:
      let text = try text(node)
      _ = try CommandWords.template(text)
      return .text(text)
    case .branch: return .text(try BranchPattern.check(try text(node)))
    case .variables: return .map(try variables(node))
    }
  }

  private func refusal(of node: YAMLNode, hint: String? = nil) -> Complaint {
    .mustBe(description, not: node, hint: hint)
  }

  private func boolean(_ node: YAMLNode) throws(Complaint) -> Bool {
    if case .boolean(let truth) = node.scalar?.value { return truth }
    let word = node.scalar?.text.lowercased() ?? ""
    let meant =
      ["yes", "on", "y", "1", "true"].contains(word)
      ? "true" : ["no", "off", "n", "0", "false"].contains(word) ? "false" : nil
    throw refusal(of: node, hint: meant.map { "write \($0), without quotes" })
  }

  private func integer(_ node: YAMLNode, in range: ClosedRange<Int>) throws(Complaint) -> Int {
    if case .integer(let number) = node.scalar?.value, range.contains(number) { return number }
    if case .float(let number) = node.scalar?.value, let whole = Int(exactly: number) {
      throw refusal(of: node, hint: range.contains(whole) ? "write \(whole)" : nil)
    }
    throw refusal(of: node, hint: node.numberHint)
  }

  private func number(_ node: YAMLNode, in range: NumberRange) throws(Complaint) -> Double {
    switch node.scalar?.value {
    case .integer(let number) where range.contains(Double(number)): return Double(number)
    case .float(let number) where range.contains(number): return number
    case .float(0) where node.scalar?.text.contains { ("1"..."9").contains($0) } ?? false:
      throw refusal(of: node, hint: "a number so small is read as 0")
    default: throw refusal(of: node, hint: node.numberHint)
    }
  }

  private func choice(_ node: YAMLNode, of names: [String]) throws(Complaint) -> String {
    guard let scalar = node.scalar else { throw refusal(of: node) }
    if case .string(let name) = scalar.value, names.contains(name) { return name }
    if case .boolean(false) = scalar.value, names.contains("no") {
      throw refusal(of: node, hint: "write no")
    }
    let nearest = NearestName.of(scalar.text, among: names)
    throw refusal(of: node, hint: nearest.map { "did you mean '\($0)'?" })
  }

  private func modules(_ node: YAMLNode) throws(Complaint) -> ConfigValue {
    if node.sequence != nil { return .list(try names(node)) }
    let pattern = try text(node)
    guard pattern.utf8.count <= 1000, (try? Regex(pattern)) != nil else {
      throw Complaint(
        "is no valid regular expression: '\(pattern.prefix(80))'",
        hint: "a list of names such as [q_proj, v_proj] is enough in most cases")
    }
    return .text(pattern)
  }

  private func imageSize(_ node: YAMLNode) throws(Complaint) -> ConfigValue {
    let sides: [Int?]
    switch (node.scalar?.value, node.sequence) {
    case (.integer(let side), _): sides = [side, side]
    case (.string(let text), _):
      sides = text.split(separator: ",", omittingEmptySubsequences: false)
        .map { Int($0.drop { $0 == " " }) }
    case (_, let items?): sides = items.map { $0.integer }
    default: sides = []
    }
    let whole = sides.compactMap { $0 }.filter { (64...8192).contains($0) && $0 % 8 == 0 }
    guard sides.count == 2, whole.count == 2 else {
      let parts = node.scalar?.text.lowercased().split(separator: "x").map(String.init) ?? []
      let isProduct = parts.count == 2 && parts.allSatisfy { Int($0) != nil }
      throw refusal(
        of: node, hint: isProduct ? "write [\(parts.joined(separator: ", "))]" : nil)
    }
    return .size(whole[0], whole[1])
  }

  private func byteSize(_ node: YAMLNode) throws(Complaint) -> Int {
    if let bytes = node.integer, bytes > 0 { return bytes }
    guard let bytes = ByteSize.bytes(in: node.scalar?.text ?? "") else { throw refusal(of: node) }
    return bytes
  }
}
