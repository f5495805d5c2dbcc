import LoraClickUp

/// Everything that one task holds.
struct BoardState {
  var comments: [TaskComment] = []
  var attachments: [TaskAttachment] = []
  var status = TaskStatus(name: "to do", kind: .open)
  var fields: [CustomField] = [
    CustomField(id: "f-version", name: "模型版本号", kind: .shortText),
    CustomField(id: "f-storage", name: "存储地址", kind: .url),
    CustomField(id: "f-loss", name: "Loss", kind: .number),
  ]
  var description = "what the team wrote"
  var assignees = [ClickUpUser(id: 7, name: "Mei")]

  static let statuses = [
    TaskStatus(name: "to do", kind: .open), TaskStatus(name: "in progress", kind: .custom),
    TaskStatus(name: "review", kind: .custom), TaskStatus(name: "on hold", kind: .custom),
    TaskStatus(name: "blocked", kind: .custom), TaskStatus(name: "complete", kind: .closed),
  ]

  mutating func set(_ field: String, to value: FieldValue?) {
    fields = fields.map {
      guard $0.id == field else { return $0 }
      return CustomField(
        id: $0.id, name: $0.name, kind: $0.kind, options: $0.options, value: value)
    }
  }

  func value(_ name: String) -> FieldValue? { fields.first { $0.name == name }?.value }
}
