/// One condition of `custom_fields=[{"field_id":…,"operator":…,"value":…}]`.
struct FieldFilter: Sendable {
  private let field: String
  private let comparison: String
  private let wanted: JSON

  static func all(_ text: String?) throws(APIError) -> [FieldFilter] {
    guard let text, !text.isEmpty else { return [] }
    guard let items = JSON.parse(Array(text.utf8))?.items else {
      throw .value("Custom fields filter invalid")
    }
    var filters: [FieldFilter] = []
    for item in items {
      guard let field = item["field_id"]?.text, let comparison = item["operator"]?.text else {
        throw .value("Custom fields filter invalid")
      }
      filters.append(
        FieldFilter(field: field, comparison: comparison, wanted: item["value"] ?? .null))
    }
    return filters
  }

  /// `=` asks whether a text contains the other, `==` whether it is the same.
  func holds(_ task: WorkTask, _ state: State) -> Bool {
    guard let custom = state.fields[field] else { return false }
    guard let value = task.values[field] else {
      return ["IS NULL", "!=", "!==", "NOT ANY", "NOT ALL"].contains(comparison)
    }
    switch comparison {
    case "IS NULL": return false
    case "IS NOT NULL": return true
    case "=": return contains(value, custom)
    case "==": return same(value, custom)
    case "!=": return !contains(value, custom)
    case "!==": return !same(value, custom)
    case "<", "<=", ">", ">=": return inOrder(value)
    case "RANGE": return inRange(value)
    case "ANY": return anyOf(value, custom)
    case "NOT ANY": return !anyOf(value, custom)
    case "ALL": return allOf(value)
    case "NOT ALL": return !allOf(value)
    default: return false
    }
  }

  private func contains(_ value: JSON, _ custom: CustomField) -> Bool {
    guard let text = value.text, let part = wanted.text else { return same(value, custom) }
    return text.lowercased().contains(part.lowercased())
  }

  private func same(_ value: JSON, _ custom: CustomField) -> Bool {
    if custom.type == "drop_down" { return matches(value, wanted, custom) }
    if let a = number(value), let b = number(wanted) { return a == b }
    return value == wanted
  }

  /// An option is named by its number or its id.
  private func matches(_ value: JSON, _ option: JSON, _ custom: CustomField) -> Bool {
    let place = custom.options.firstIndex { $0["id"]?.text == option.text }
    return value.whole == (place ?? option.lenientWhole)
  }

  private func anyOf(_ value: JSON, _ custom: CustomField) -> Bool {
    let choices = wanted.items ?? [wanted]
    if custom.type == "drop_down" { return choices.contains { matches(value, $0, custom) } }
    let values = value.items ?? [value]
    return choices.contains { values.contains($0) }
  }

  private func allOf(_ value: JSON) -> Bool {
    let values = value.items ?? [value]
    return (wanted.items ?? [wanted]).allSatisfy { values.contains($0) }
  }

  private func inOrder(_ value: JSON) -> Bool {
    guard let a = number(value), let b = number(wanted) else { return false }
    switch comparison {
    case "<": return a < b
    case "<=": return a <= b
    case ">": return a > b
    default: return a >= b
    }
  }

  private func inRange(_ value: JSON) -> Bool {
    guard let a = number(value), let low = wanted["low_value"].flatMap({ number($0) }),
      let high = wanted["high_value"].flatMap({ number($0) })
    else { return false }
    return low <= a && a <= high
  }

  private func number(_ value: JSON) -> Double? {
    switch value {
    case .int(let number): Double(number)
    case .double(let number): number
    case .string(let text): Double(text)
    default: nil
    }
  }
}
