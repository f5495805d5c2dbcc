public import LoraClickUp

/// A list as its board shows it: a column a status, in the list's order.
public struct TaskBoard: Sendable, Equatable {
  public let list: TaskList
  public let columns: [Column]

  public struct Column: Sendable, Equatable {
    public let status: TaskStatus
    /// The one that changed last first.
    public let tasks: [ClickUpTask]
  }

  /// Tasks in a status that the list does not have (it was renamed a moment ago) come last.
  public init(list: TaskList, tasks: [ClickUpTask]) {
    self.list = list
    var strangers: [TaskStatus] = []
    let known = Set(list.statuses.map(\.name))
    for status in tasks.map(\.status) where !known.contains(status.name) {
      if !strangers.contains(where: { $0.name == status.name }) { strangers.append(status) }
    }
    let byStatus = Dictionary(grouping: tasks, by: \.status.name)
    columns = (list.statuses + strangers).map { status in
      let tasks = byStatus[status.name] ?? []
      return Column(
        status: status, tasks: tasks.sorted { ($0.updated, $0.id) > ($1.updated, $1.id) })
    }
  }

  public static func read(_ id: String, includingClosed: Bool, from service: any ClickUpService)
    throws(ClickUpError) -> TaskBoard
  {
    TaskBoard(
      list: try service.list(id),
      tasks: try service.tasks(inList: id, includingClosed: includingClosed))
  }
}
