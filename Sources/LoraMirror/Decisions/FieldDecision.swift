public import LoraClickUp

/// What to do with a field other than the version: write it, if the run is the one that the
/// version names and no person wrote there.
public enum FieldDecision: Sendable, Equatable {
  case write(FieldInput)
  case isRight
  case keepWords(String)

  /// - Parameters:
  ///   - field: as read from the task just now.
  ///   - wanted: what it should hold.
  ///   - ours: whether a value is one that git-lora wrote, as far as this repository knows.
  public static func of(
    _ field: CustomField, wanted: FieldInput, ours: (FieldValue) -> Bool
  ) -> FieldDecision {
    guard let value = field.value, !value.isBlank else { return .write(wanted) }
    if value.says(wanted, in: field) { return .isRight }
    return ours(value) ? .write(wanted) : .keepWords(field.words ?? "")
  }
}

extension FieldValue {
  var isBlank: Bool { if case .text(let text) = self { text.trimmed.isEmpty } else { false } }

  /// Whether reading gives this after `input` was written. Numbers may come back as text, dates as
  /// text of milliseconds, an option as its place.
  func says(_ input: FieldInput, in field: CustomField) -> Bool {
    switch (input, self) {
    case (.text(let a), .text(let b)): a.trimmed == b.trimmed
    case (.number(let a), .number(let b)): a == b
    case (.number(let a), .text(let b)): Double(b.trimmed) == a
    case (.flag(let a), .flag(let b)): a == b
    case (.flag(let a), .text(let b)): b.trimmed == String(a)
    case (.date(let a), .text(let b)): Int(b.trimmed) == a
    case (.date(let a), .number(let b)): Double(a) == b
    case (.option(let id), .number(let place)):
      field.options.contains { $0.id == id && Double($0.order) == place }
    case (.option(let id), .text(let value)):
      value == id || field.options.contains { $0.id == id && String($0.order) == value }
    default: false
    }
  }
}
