import LoraClickUp
import LoraTasks

/// A task that was just made.
struct TaskMadeText {
  let task: ClickUpTask
  /// The config that it was made for.
  let config: String?

  func show(json: Bool) throws {
    guard !json else { return try JSONOutput.print(TaskMadeAnswer(task)) }
    Message.result("made \(task.id): \(task.name)".printable)
    Message.result(task.url.printable)
    if let config {
      Message.note("next: write this into \(config), and runs report there:".printable)
      Message.note("  clickup_task: \(task.id)")
    }
  }
}

/// `git lora task new --json`.
private struct TaskMadeAnswer: Encodable {
  let format = 1
  let id: String
  let customId: String?
  let name: String
  let list: String
  let status: String
  let url: String

  init(_ task: ClickUpTask) {
    id = task.id
    customId = task.customID
    name = task.name
    list = task.list.id
    status = task.status.name
    url = task.url
  }
}

/// A task that would be made.
struct TaskDraftText {
  let draft: TaskDraft
  let list: String
  let fields: [FieldEntry]

  func show(json: Bool) throws {
    guard !json else { return try JSONOutput.print(TaskDraftAnswer(self)) }
    Message.result("would make in the list \(list): \(draft.name)".printable)
    for (title, value) in details { Message.result("\(title): \(value)".printable) }
    Message.result("")
    for line in (draft.markdown ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
      Message.result(String(line).printable)
    }
  }

  private var details: [(String, String)] {
    let status = draft.status.map { [("status", $0)] } ?? []
    let people = draft.assignees.map { ("assigned to", "user \($0)") }
    return status + people + fields.map { ($0.name, $0.value) }
  }
}

/// `git lora task new --dry-run --json`.
private struct TaskDraftAnswer: Encodable {
  struct Field: Encodable {
    let name: String
    let value: String
  }

  let format = 1
  let name: String
  let list: String
  let status: String?
  let assignees: [Int]
  let description: String
  let fields: [Field]

  init(_ text: TaskDraftText) {
    name = text.draft.name
    list = text.list
    status = text.draft.status
    assignees = text.draft.assignees
    description = text.draft.markdown ?? ""
    fields = text.fields.map { Field(name: $0.name, value: $0.value) }
  }
}
