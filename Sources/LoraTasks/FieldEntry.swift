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

  /// The field's id and the value as its kind wants it. Options of drop-downs and labels are named
  /// as people see them.
  public func input(among fields: [CustomField]) throws(FieldProblem) -> (
    id: String, value: FieldInput
  ) {
    let field = try CustomField.named(name, for: .entry, among: fields)
    return (field.id, try input(for: field))
  }

  private func input(for field: CustomField) throws(FieldProblem) -> FieldInput {
    let input: FieldInput? =
      switch field.kind {
      case .number, .currency: Double(value).flatMap { $0.isFinite ? .number($0) : nil }
      case .checkbox: ["true": .flag(true), "false": .flag(false)][value]
      case .date: Int(value).map { .date($0) }
      case .dropDown: .option(try field.option(named: value).id)
      case .labels: .options(try labels(of: field))
      default: .text(value)
      }
    guard let input else { throw .unfit(value, field) }
    return input
  }

  private func labels(of field: CustomField) throws(FieldProblem) -> [String] {
    var ids: [String] = []
    for name in value.split(separator: ",") {
      ids.append(try field.option(named: String(name)).id)
    }
    return ids
  }
}
