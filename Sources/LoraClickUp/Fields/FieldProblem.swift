/// Why a value cannot go into the custom field that somebody named.
public enum FieldProblem: Error, Sendable, Equatable {
  case missing(String, has: [CustomField])
  case otherKind(String, [CustomField], for: FieldUse)
  case several(String, [CustomField])
  /// A drop-down or labels without that option.
  case noOption(String, of: CustomField)
  case unfit(String, CustomField)
}

extension FieldProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let name, _): "the list has no custom field '\(name)'"
    case .otherKind(let name, let found, .entry):
      "the custom field '\(name)' is \(Self.list(found)), which is filled in ClickUp"
    case .otherKind(let name, let found, let use):
      "the custom field '\(name)' is \(Self.list(found)), not of type \(use.words)"
    case .several(let name, let found):
      "the list has \(found.count) custom fields '\(name)': \(Self.list(found))"
    case .noOption(let option, let field):
      "the custom field '\(field.name)' has no option '\(option)'"
    case .unfit(let value, let field):
      "'\(value)' does not fit the custom field '\(field.name)' (\(field.kind.name))"
    }
  }

  /// The way out.
  public var hint: String {
    switch self {
    case .missing(let name, let fields):
      Self.similar(to: name, fields).map {
        "names are compared letter by letter; there is \(Self.list($0))"
      } ?? Self.has(fields.map(\.name))
    case .otherKind(_, _, .entry): "fill it there, or name another"
    case .otherKind(_, _, let use): "make one of type \(use.words) in ClickUp, or name another"
    case .several: "rename all but one of them in ClickUp"
    case .noOption(_, let field): Self.has(field.options.map(\.name))
    case .unfit(_, let field): field.kind.hint
    }
  }

  private static func similar(to name: String, _ fields: [CustomField]) -> [CustomField]? {
    let similar = fields.filter { NameCloseness.plain($0.name) == NameCloseness.plain(name) }
    return similar.isEmpty ? nil : similar
  }

  private static func list(_ fields: [CustomField]) -> String {
    fields.map { "'\($0.name)' (\($0.kind.name), \($0.id))" }.joined(separator: ", ")
  }

  private static func has(_ names: [String]) -> String {
    names.isEmpty ? "it has none" : "it has " + names.map { "'\($0)'" }.joined(separator: ", ")
  }
}

extension CustomField.Kind {
  /// What fields of the kind take.
  fileprivate var hint: String {
    switch self {
    case .number, .currency: "give a number"
    case .checkbox: "give true or false"
    case .date: "give milliseconds since 1970"
    default: "fields of this type are filled in ClickUp"
    }
  }
}
