import LoraClickUp
import LoraTasks

/// One task for people and as JSON.
struct TaskPage {
  let task: ClickUpTask
  let run: TaskRuns.Run?
  let news: TaskNews

  func show(json: Bool) throws {
    guard !json else { return try JSONOutput.print(TaskShowAnswer(self)) }
    Message.result(Terminal.output.styled(task.name.printable, .bold))
    for (title, value) in facts { Message.result(title.padded(to: 13) + value.printable) }
    show("fields", fields)
    show("files", files)
    show(run == nil ? "what people said" : "since that run", happenings)
  }

  private var facts: [(String, String)] {
    let people = task.assignees.map(\.words).joined(separator: ", ")
    return [
      ("task", task.id + (task.customID.map { " (\($0))" } ?? "")), ("status", task.status.name),
      ("list", "\(task.list.name) (\(task.list.id))"),
      ("assigned to", people.isEmpty ? "nobody" : people), ("page", task.url),
      ("changed", RelativeTime.text(since: task.updated / 1000)),
      ("run", run.map { "\($0.name) (\($0.run.id.short)), \(Self.ago($0.time))" } ?? "none yet"),
    ]
  }

  private static func ago(_ milliseconds: Int) -> String {
    RelativeTime.text(since: milliseconds / 1000)
  }

  private var fields: [String] {
    task.fields.compactMap { field in field.words.map { "\(field.name): \($0)" } }
  }

  private var files: [String] {
    task.attachments.filter { !$0.isDeleted && !$0.isHidden }.map { file in
      [
        file.title, file.size.map { Numbers.bytes($0) }, file.user?.words, Self.ago(file.date),
        file.comment.map { _ in "in a comment" },
      ].compactMap { $0 }.joined(separator: "  ")
    }
  }

  private var happenings: [String] { NewsText(news).entries }

  /// Lines of one thing hang together.
  private func show(_ title: String, _ entries: [String]) {
    guard !entries.isEmpty else { return }
    Message.result("\n" + Terminal.output.styled(title, .bold))
    for entry in entries {
      for (index, line) in entry.split(whereSeparator: \.isNewline).enumerated() {
        Message.result((index == 0 ? "  " : "    ") + String(line).printable)
      }
    }
  }
}

/// `git lora task show --json`.
private struct TaskShowAnswer: Encodable {
  struct Place: Encodable {
    let id: String
    let name: String
  }

  struct Run: Encodable {
    let name: String
    let commit: String
  }

  struct Field: Encodable {
    let id: String
    let name: String
    let type: String
    let value: String?
  }

  struct File: Encodable {
    let id: String
    let title: String
    let bytes: Int?
    let created: String
    let author: TaskPerson?
    let comment: String?
  }

  struct Comment: Encodable {
    let id: String
    let author: TaskPerson?
    let created: String
    let text: String
    let isResolved: Bool
    let parent: String?
  }

  struct Status: Encodable {
    let status: String
    let since: String
  }

  let format = 1
  let id: String
  let customId: String?
  let name: String
  let status: String
  let statusKind: String
  let list: Place
  let assignees: [TaskPerson]
  let url: String
  let updated: String
  let run: Run?
  let fields: [Field]
  let files: [File]
  let comments: [Comment]
  let statuses: [Status]

  init(_ page: TaskPage) {
    let task = page.task
    id = task.id
    customId = task.customID
    name = task.name
    status = task.status.name
    statusKind = task.status.kind.text
    list = Place(id: task.list.id, name: task.list.name)
    assignees = task.assignees.map(TaskPerson.init)
    url = task.url
    updated = ClickUpTime.iso(task.updated)
    run = page.run.map { Run(name: $0.name, commit: $0.run.id.hex) }
    fields = task.fields.map {
      Field(id: $0.id, name: $0.name, type: $0.kind.name, value: $0.words)
    }
    files = task.attachments.filter { !$0.isDeleted && !$0.isHidden }.map {
      File(
        id: $0.id, title: $0.title, bytes: $0.size, created: ClickUpTime.iso($0.date),
        author: $0.user.map(TaskPerson.init), comment: $0.comment)
    }
    comments = page.news.comments.map {
      Comment(
        id: $0.id.text, author: $0.user.map(TaskPerson.init), created: ClickUpTime.iso($0.date),
        text: $0.text, isResolved: $0.isResolved, parent: $0.parent?.text)
    }
    statuses = page.news.statuses.map {
      Status(status: $0.status, since: ClickUpTime.iso($0.since))
    }
  }
}
