/// `GET /v2/task/{id}`, and the answers of the calls that make or change a task.
struct TaskAnswer: Decodable {
  let value: ClickUpTask

  init(from decoder: any Decoder) throws {
    let task = try decoder.members()
    let id = try task.needed("id")
    value = ClickUpTask(
      id: id, customID: task.text("custom_id"), name: task.text("name") ?? "",
      description: task.text("description") ?? task.text("text_content") ?? "",
      url: task.text("url") ?? "https://app.clickup.com/t/\(id)", list: Self.home(of: task),
      status: Self.status(of: task),
      assignees: task.readable("assignees", of: UserAnswer.self).map(\.value),
      creator: task.part("creator", as: UserAnswer.self)?.value,
      created: task.whole("date_created") ?? 0, updated: task.whole("date_updated") ?? 0,
      workspace: task.text("team_id"),
      fields: task.readable("custom_fields", of: FieldAnswer.self).map(\.value),
      attachments: task.readable("attachments", of: AttachmentAnswer.self)
        .map { $0.attachment(onTask: id) })
  }

  private static func home(of task: Members) -> ClickUpTask.Home {
    let list = try? task.nestedContainer(keyedBy: MemberName.self, forKey: "list")
    return ClickUpTask.Home(id: list?.text("id") ?? "", name: list?.text("name") ?? "")
  }

  private static func status(of task: Members) -> TaskStatus {
    if let status = task.part("status", as: StatusAnswer.self)?.value { return status }
    return TaskStatus(name: task.text("status") ?? "", kind: .other(""))
  }
}

/// One page of `GET /v2/list/{id}/task`.
struct TaskPageAnswer: Decodable {
  let tasks: [ClickUpTask]
  let isLast: Bool

  private static let fullPage = 100

  init(from decoder: any Decoder) throws {
    let page = try decoder.members()
    tasks = try page.decode([TaskAnswer].self, forKey: "tasks").map(\.value)
    isLast = page.flag("last_page") || tasks.count < Self.fullPage
  }
}

/// The same call with `include_markdown_description`.
struct MarkdownAnswer: Decodable {
  let value: String

  init(from decoder: any Decoder) throws {
    let task = try decoder.members()
    value = task.text("markdown_description") ?? task.text("description") ?? ""
  }
}
