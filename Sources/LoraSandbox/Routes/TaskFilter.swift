/// Which tasks a listing shows.
struct TaskFilter: Sendable {
  private let ids: [String]
  private let statuses: [String]
  private let assignees: [Int]
  private let tags: [String]
  private let archived: Bool
  private let includesClosed: Bool
  private let includesSubtasks: Bool
  private let parent: String?
  private let times: [TimeRange]
  private let fields: [FieldFilter]

  init(_ query: Query) throws(APIError) {
    ids = query.all("ids")
    statuses = query.all("statuses").map { $0.lowercased() }
    assignees = query.all("assignees").compactMap { Int($0) }
    tags = query.all("tags").map { $0.lowercased() }
    archived = query.flag("archived")
    includesClosed = query.flag("include_closed")
    includesSubtasks = query.flag("subtasks")
    parent = query["parent"]
    times = try TimeRange.all(query)
    fields = try FieldFilter.all(query["custom_fields"])
  }

  func keeps(_ task: WorkTask, _ state: State) -> Bool {
    (ids.isEmpty || ids.contains(task.id)) && task.isArchived == archived
      && keepsStatus(task, state)
      && (parent.map { task.parent == $0 } ?? (includesSubtasks || task.parent == nil))
      && (assignees.isEmpty || !assignees.allSatisfy { !task.assignees.contains($0) })
      && (tags.isEmpty || !tags.allSatisfy { !task.tags.contains($0) })
      && times.allSatisfy { $0.holds(task) } && fields.allSatisfy { $0.holds(task, state) }
  }

  /// A status that is asked for by name is shown even where closed tasks are not.
  private func keepsStatus(_ task: WorkTask, _ state: State) -> Bool {
    guard let list = state.lists[task.list],
      let status = state.statuses(of: list).first(where: { $0.id == task.status })
    else { return false }
    if !statuses.isEmpty { return statuses.contains(status.name.lowercased()) }
    return includesClosed || status.type != .closed
  }
}

/// `date_updated_gt=…` and its like: both ends are strict.
private struct TimeRange: Sendable {
  let time: @Sendable (WorkTask) -> Int?
  let isGreater: Bool
  let bound: Int

  private static let keys: [(String, @Sendable (WorkTask) -> Int?)] = [
    ("due_date", { $0.dueDate }), ("date_created", { $0.dateCreated }),
    ("date_updated", { $0.dateUpdated }), ("date_done", { $0.dateDone }),
  ]

  static func all(_ query: Query) throws(APIError) -> [TimeRange] {
    var ranges: [TimeRange] = []
    for (name, time) in keys {
      for (ending, isGreater) in [("_gt", true), ("_lt", false)] {
        guard let text = query[name + ending] else { continue }
        guard let bound = Int(text) else { throw .dateInvalid }
        ranges.append(TimeRange(time: time, isGreater: isGreater, bound: bound))
      }
    }
    return ranges
  }

  func holds(_ task: WorkTask) -> Bool {
    guard let time = time(task) else { return false }
    return isGreater ? time > bound : time < bound
  }
}
