import LoraClickUp
import LoraTasks

/// Boards for people and as JSON.
struct TaskBoardText {
  let boards: [TaskBoard]
  let runs: TaskRuns

  func show(json: Bool) throws {
    guard !json else { return try JSONOutput.print(TaskListAnswer(self)) }
    for board in boards { show(board) }
  }

  private func show(_ board: TaskBoard) {
    Message.result(
      Terminal.output.styled("\(board.list.name) (\(board.list.id))".printable, .bold))
    var table = Table([
      ("TASK", .left), ("NAME", .left), ("ASSIGNED TO", .left), ("CHANGED", .left), ("RUN", .left),
    ])
    for task in board.columns.flatMap(\.tasks) { table.add(row(of: task)) }
    var rows = table.lines(on: .output).dropFirst()
    for column in board.columns {
      let name = Terminal.output.styled(column.status.name.printable, .cyan)
      Message.result("\(name) (\(column.tasks.count))")
      for _ in column.tasks { if let row = rows.popFirst() { Message.result("  \(row)") } }
    }
  }

  private func row(of task: ClickUpTask) -> [String] {
    [
      task.customID ?? task.id, task.name.truncated(to: 48),
      task.assignees.map { $0.name ?? "user \($0.id)" }.joined(separator: ", "),
      RelativeTime.text(since: task.updated / 1000), runs[task]?.name ?? "",
    ]
  }
}

/// `git lora task list --json`.
private struct TaskListAnswer: Encodable {
  struct List: Encodable {
    let id: String
    let name: String
    let columns: [Column]
  }

  struct Column: Encodable {
    let status: String
    let kind: String
    let tasks: [Task]
  }

  struct Task: Encodable {
    let id: String
    let customId: String?
    let name: String
    let assignees: [TaskPerson]
    let url: String
    let updated: String
    let run: String?
  }

  let format = 1
  let lists: [List]

  init(_ text: TaskBoardText) {
    lists = text.boards.map { board in
      List(
        id: board.list.id, name: board.list.name,
        columns: board.columns.map { column in
          Column(
            status: column.status.name, kind: column.status.kind.text,
            tasks: column.tasks.map { task in
              Task(
                id: task.id, customId: task.customID, name: task.name,
                assignees: task.assignees.map(TaskPerson.init), url: task.url,
                updated: ClickUpTime.iso(task.updated), run: text.runs[task]?.name)
            })
        })
    }
  }
}

extension TaskStatus.Kind {
  /// As ClickUp calls it.
  var text: String {
    switch self {
    case .open: "open"
    case .custom: "custom"
    case .done: "done"
    case .closed: "closed"
    case .other(let text): text
    }
  }
}
