import LoraClickUp

/// The field of a task that a name in `.lorarc` means.
enum FieldMatch {
  case one(CustomField)
  case problem(String)

  init(named name: String, for purpose: FieldWrite.Purpose, in fields: [CustomField]) {
    let wanted = fields.filter { $0.name == name }
    let fitting = wanted.filter { FieldMatch.types(for: purpose)?.contains($0.type) ?? true }
    switch (wanted.count, fitting.count) {
    case (_, 1): self = .one(fitting[0])
    case (0, _): self = .problem("the task has no field \(name)")
    case (_, 0):
      let types = wanted.map(\.type).joined(separator: ", ")
      self = .problem("the field \(name) is of type \(types), which cannot hold it")
    default:
      let ids = fitting.map(\.id).joined(separator: ", ")
      self = .problem("\(fitting.count) fields are called \(name): \(ids)")
    }
  }

  private static func types(for purpose: FieldWrite.Purpose) -> [String]? {
    purpose == .mapped ? nil : ["short_text", "text", "url"]
  }

  /// The text as that field takes it; nil when it cannot.
  static func input(_ text: String, for field: CustomField) -> FieldInput? {
    switch field.type {
    case "short_text", "text", "url": .text(text)
    case "number", "currency": Double(text).map { .number($0) }
    case "checkbox": text == "true" ? .flag(true) : text == "false" ? .flag(false) : nil
    case "drop_down": field.options.first { $0.name == text }.map { .option($0.id) }
    default: nil
    }
  }

  /// What the field says, as text that compares with what was written.
  static func text(of value: FieldValue?, in options: [CustomField.Option]) -> String? {
    switch value {
    case nil: nil
    case .text(let text):
      text.isEmpty ? nil : options.first { $0.id == text }?.name ?? text
    case .number(let number):
      options.first { $0.order == Int(exactly: number) }?.name ?? "\(number)"
    case .flag(let flag): "\(flag)"
    case .other(let json): json
    }
  }
}

/// Whether a field may be given a new value.
enum FieldDecision: Equatable {
  case write
  /// The value is right already.
  case same
  /// A run that ended later than this one.
  case laterRun(String)
  /// A person's, or a hash that nobody knows.
  case notOurs(String)

  init(
    of value: FieldValue?, replacedBy new: String, _ write: FieldWrite, on task: ClickUpTask,
    _ rules: DeliveryRules
  ) {
    let field = task.fields.first { $0.name == write.field }
    guard let old = FieldMatch.text(of: value, in: field?.options ?? []) else {
      self = .write
      return
    }
    if old == new || (Double(old) != nil && Double(old) == Double(new)) {
      self = .same
    } else if write.purpose == .mapped || old == task.url {
      self = FieldDecision(afterRunOf: task.versionText(besides: write.field), write, rules)
    } else if let hash = CommitHash.first(in: old), let end = rules.endOfRun(hash) {
      self = end < write.run.ended || hash == write.run.commit ? .write : .laterRun(hash)
    } else {
      self = .notOurs(old)
    }
  }

  /// A value that names no run itself gives way unless the task shows a later run.
  private init(afterRunOf texts: [String], _ write: FieldWrite, _ rules: DeliveryRules) {
    let later = texts.lazy.compactMap { CommitHash.first(in: $0) }
      .first { hash in rules.endOfRun(hash).map { $0 > write.run.ended } ?? false }
    self = later.map { .laterRun($0) } ?? .write
  }
}

extension ClickUpTask {
  fileprivate func versionText(besides field: String) -> [String] {
    fields.compactMap {
      guard $0.name != field, case .text(let text)? = $0.value else { return nil }
      return text
    }
  }
}
