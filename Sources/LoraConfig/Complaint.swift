import LoraYAML

/// Why a value is refused, before it is known which key of which file it belongs to.
struct Complaint: Error {
  var message: String
  var hint: String?
  /// The part of the value that is wrong, when not the whole.
  var node: YAMLNode?

  init(_ message: String, hint: String? = nil, at node: YAMLNode? = nil) {
    self.message = message
    self.hint = hint
    self.node = node
  }

  /// That `node` is not what a key takes.
  static func mustBe(_ description: String, not node: YAMLNode, hint: String? = nil) -> Complaint {
    node.isEmpty
      ? Complaint(
        "is empty; it must be \(description)", hint: hint ?? "remove the line or fill it in")
      : Complaint("must be \(description), not \(node.inWords)", hint: hint)
  }
}

extension YAMLNode {
  /// Nothing, or a text or a list with nothing in it.
  fileprivate var isEmpty: Bool {
    switch content {
    case .scalar(let scalar): scalar.value == .null || scalar.text.allSatisfy(\.isWhitespace)
    case .sequence(let items): items.isEmpty
    case .mapping(let pairs): pairs.isEmpty
    }
  }
}
