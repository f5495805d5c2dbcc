/// What may be set into a custom field of each type, and how it is read back.
enum FieldValue {
  static let types: Set<String> = [
    "short_text", "text", "url", "email", "phone", "number", "currency", "drop_down", "labels",
    "date", "checkbox", "users", "tasks", "manual_progress", "emoji",
  ]

  /// The value as it is kept, or why it cannot be.
  static func stored(_ value: JSON, for field: CustomField, old: JSON?, _ state: State)
    throws(APIError) -> JSON?
  {
    if value.isNull { return nil }
    switch field.type {
    case "short_text", "text", "email", "phone": return try text(value)
    case "url": return try address(value)
    case "number", "currency", "emoji": return try number(value)
    case "drop_down": return try option(value, field)
    case "labels": return try labels(value, field)
    case "date": return try date(value)
    case "checkbox": return try checkbox(value)
    case "users", "tasks": return try people(value, old)
    case "manual_progress": return try progress(value)
    default: throw .fieldUnknown
    }
  }

  static func readBack(_ value: JSON, of field: CustomField, in state: State) -> JSON {
    switch field.type {
    case "number", "currency", "date":
      if let whole = value.whole { return .string(String(whole)) }
      if case .double(let number) = value { return .string("\(number)") }
      return value
    case "users": return state.people((value.items ?? []).compactMap(\.whole), \.asAuthor)
    case "tasks":
      return .array(
        (value.items ?? []).compactMap { $0.text }.compactMap { state.tasks[$0] }.map {
          ["id": .string($0.id), "name": .string($0.name)]
        })
    default: return value
    }
  }

  private static func text(_ value: JSON) throws(APIError) -> JSON {
    guard let text = value.text else { throw .value("Value must be a string") }
    return .string(text)
  }

  private static func address(_ value: JSON) throws(APIError) -> JSON {
    guard let text = value.text else { throw .value("Value must be a string") }
    guard text.isEmpty || isWebAddress(text) else { throw .value("Value is not a valid URL") }
    return .string(text)
  }

  private static func isWebAddress(_ text: String) -> Bool {
    let lower = text.lowercased()
    guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else { return false }
    let host = lower.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
    return !host.isEmpty && !text.contains { $0.isWhitespace }
  }

  private static func number(_ value: JSON) throws(APIError) -> JSON {
    switch value {
    case .int, .double: return value
    default: throw .value("Value must be a number")
    }
  }

  /// Kept, and read back, as the option's number.
  private static func option(_ value: JSON, _ field: CustomField) throws(APIError) -> JSON {
    let place =
      value.text.flatMap { id in field.options.firstIndex { $0["id"]?.text == id } }
      ?? value.lenientWhole
    guard let place, field.options.indices.contains(place) else { throw .optionUnknown }
    return .int(place)
  }

  private static func labels(_ value: JSON, _ field: CustomField) throws(APIError) -> JSON {
    let known = field.options.compactMap { $0["id"]?.text }
    guard let ids = value.items?.map(\.text), ids.allSatisfy({ known.contains($0 ?? "") }) else {
      throw .optionUnknown
    }
    return value
  }

  private static func date(_ value: JSON) throws(APIError) -> JSON {
    guard let time = value.lenientWhole else { throw .dateInvalid }
    return .int(time)
  }

  private static func checkbox(_ value: JSON) throws(APIError) -> JSON {
    switch value {
    case .bool: return value
    case .string("true"): return true
    case .string("false"): return false
    default: throw .value("Value must be true or false")
    }
  }

  private static func people(_ value: JSON, _ old: JSON?) throws(APIError) -> JSON {
    guard value.members != nil else { throw .value("Value must have add and rem") }
    let removed = value["rem"]?.items ?? []
    let added = value["add"]?.items ?? []
    let kept = (old?.items ?? []).filter { !removed.contains($0) && !added.contains($0) }
    return .array(kept + added)
  }

  private static func progress(_ value: JSON) throws(APIError) -> JSON {
    guard let current = value["current"]?.whole else { throw .value("Value must have current") }
    return ["current": .int(current), "percent_complete": .int(current)]
  }
}
