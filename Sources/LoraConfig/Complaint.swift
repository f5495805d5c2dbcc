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
}
