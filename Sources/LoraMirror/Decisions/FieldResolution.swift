public import LoraClickUp

/// A custom field that `.lorarc` names, found in a list.
public enum FieldResolution {
  /// What a field is for, by the types that can hold it. Types of an earlier group are preferred:
  /// a text and a link may share one name.
  public enum Use: Sendable, Equatable {
    case version, storage, value

    var types: [[String]] {
      switch self {
      case .version: [["short_text", "text"], ["url"]]
      case .storage: [["url"], ["short_text", "text"]]
      case .value:
        [["short_text", "text", "number", "currency", "drop_down", "checkbox", "date", "url"]]
      }
    }
  }

  /// - Throws: when no field of the list is meant, or several may be.
  public static func find(_ name: String, for use: Use, in fields: [CustomField])
    throws(FieldProblem) -> CustomField
  {
    let named = fields.filter { $0.name.trimmed == name.trimmed }
    for types in use.types {
      let fitting = named.filter { types.contains($0.type) }
      if fitting.count == 1 { return fitting[0] }
      if fitting.count > 1 { throw .several(name, fitting.map(FieldProblem.Candidate.init)) }
    }
    let kind = use.types.joined().map(Self.inWords)
    if !named.isEmpty {
      throw .otherType(name, named.map(FieldProblem.Candidate.init), wanted: unique(kind))
    }
    let folded = name.trimmed.lowercased()
    let similar = fields.filter { $0.name.trimmed.lowercased() == folded }
    throw .none(name, similar: similar.map(FieldProblem.Candidate.init), wanted: unique(kind))
  }

  /// As ClickUp's own dialogue calls the types.
  private static func inWords(_ type: String) -> String {
    switch type {
    case "short_text", "text": "text"
    case "url": "website"
    case "currency": "money"
    case "drop_down": "dropdown"
    default: type
    }
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}

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
