public import LoraClickUp

/// A custom field and a value as somebody types them: `Style=neon`.
public struct FieldEntry: Sendable, Equatable {
  public let name: String
  public let value: String

  public init?(_ typed: String) {
    guard let equals = typed.firstIndex(of: "="), equals != typed.startIndex else { return nil }
    name = String(typed[..<equals])
    value = String(typed[typed.index(after: equals)...])
  }

  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  /// The field's id and the value as its type wants it. Options of drop-downs and labels are named
  /// as people see them.
  public func input(among fields: [CustomField]) throws(FieldEntryError) -> (
    id: String, value: FieldInput
  ) {
    switch FieldLookup(named: [name], types: [Self.types], among: fields) {
    case .found(let field):
      guard let input = try input(for: field) else {
        throw .unfit(name: name, value: value, type: field.type)
      }
      return (field.id, input)
    case .missing: throw .missing(name, has: fields.map(\.name))
    case .wrongType(let found):
      throw .unfit(name: name, value: value, type: found.first?.type ?? "")
    case .several(let found): throw .several(name, ids: found.map(\.id))
    }
  }

  private static let types = [
    "short_text", "text", "url", "email", "phone", "number", "currency", "checkbox", "drop_down",
    "labels", "date",
  ]

  private func input(for field: CustomField) throws(FieldEntryError) -> FieldInput? {
    switch field.type {
    case "number", "currency": return Double(value).flatMap { $0.isFinite ? .number($0) : nil }
    case "checkbox": return ["true": .flag(true), "false": .flag(false)][value]
    case "date": return Int(value).map { .date($0) }
    case "drop_down": return .option(try option(value, of: field))
    case "labels":
      var ids: [String] = []
      for name in value.split(separator: ",") { ids.append(try option(String(name), of: field)) }
      return .options(ids)
    default: return .text(value)
    }
  }

  private func option(_ name: String, of field: CustomField) throws(FieldEntryError) -> String {
    func plain(_ text: String) -> String {
      text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let exact = field.options.filter { $0.name == name }
    let alike = exact.isEmpty ? field.options.filter { plain($0.name) == plain(name) } : exact
    guard alike.count == 1 else {
      throw .noOption(name, field: field.name, has: field.options.map(\.name))
    }
    return alike[0].id
  }
}

public enum FieldEntryError: Error, Sendable, Equatable, CustomStringConvertible {
  case missing(String, has: [String])
  case several(String, ids: [String])
  case unfit(name: String, value: String, type: String)
  case noOption(String, field: String, has: [String])

  public var description: String {
    switch self {
    case .missing(let name, _): "the list has no custom field '\(name)'"
    case .several(let name, let ids):
      "the list has several custom fields '\(name)': " + ids.joined(separator: ", ")
    case .unfit(let name, let value, let type):
      "'\(value)' does not fit the custom field '\(name)' (\(type))"
    case .noOption(let option, let field, _):
      "the custom field '\(field)' has no option '\(option)'"
    }
  }

  public var hint: String {
    switch self {
    case .missing(_, let names), .noOption(_, _, let names):
      names.isEmpty ? "it has none" : "it has " + names.map { "'\($0)'" }.joined(separator: ", ")
    case .several: "rename all but one of them in ClickUp"
    case .unfit(_, _, let type):
      switch type {
      case "number", "currency": "give a number"
      case "checkbox": "give true or false"
      case "date": "give milliseconds since 1970"
      default: "fields of this type are filled in ClickUp"
      }
    }
  }
}
