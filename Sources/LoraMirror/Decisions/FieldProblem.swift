import LoraClickUp

/// A mapped field that cannot be used.
public enum FieldProblem: Error, Sendable, Equatable {
  case none(String, similar: [Candidate], wanted: [String])
  case otherType(String, [Candidate], wanted: [String])
  case several(String, [Candidate])
  /// A drop-down without the option that the value needs.
  case noOption(String, Candidate, value: String)

  public struct Candidate: Sendable, Equatable {
    public let id: String
    public let name: String
    public let type: String

    init(_ field: CustomField) {
      id = field.id
      name = field.name
      type = field.type
    }
  }
}

extension FieldProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .none(let name, _, _): "the list has no custom field “\(Quoted.line(name))”"
    case .otherType(let name, let found, let wanted):
      "the custom field “\(Quoted.line(name))” is \(Self.list(found)), not a field of type "
        + wanted.joined(separator: " or ")
    case .several(let name, let found):
      "the list has \(found.count) custom fields “\(Quoted.line(name))”: \(Self.list(found))"
    case .noOption(let name, let field, let value):
      "the custom field “\(Quoted.line(name))” (\(field.id)) has no option “\(Quoted.line(value))”"
    }
  }

  /// The way out.
  public var hint: String {
    switch self {
    case .none(_, let similar, let wanted):
      similar.isEmpty
        ? "make one in ClickUp, of type \(wanted.joined(separator: " or ")), or change .lorarc"
        : "names are compared letter by letter; there is \(Self.list(similar))"
    case .otherType(_, _, let wanted):
      "make one of type \(wanted.joined(separator: " or ")) and name it in .lorarc"
    case .several: "rename all but one of them in ClickUp"
    case .noOption: "add the option in ClickUp, or map the value to a text field"
    }
  }

  private static func list(_ fields: [Candidate]) -> String {
    fields.map { "“\(Quoted.line($0.name))” (\(Quoted.line($0.type)), id \($0.id))" }
      .joined(separator: ", ")
  }
}
