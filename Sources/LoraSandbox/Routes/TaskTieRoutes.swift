/// What binds a task to others: dependencies, links, and the lists that it shows up in beside its own.
enum TaskTieRoutes {
  static let all: [Route] = [
    Route("POST", "v2/task/:task/dependency", addDependency),
    Route("DELETE", "v2/task/:task/dependency", removeDependency),
    Route("POST", "v2/task/:task/link/:other", addLink),
    Route("DELETE", "v2/task/:task/link/:other", removeLink),
    Route("POST", "v2/list/:list/task/:task", addToList),
    Route("DELETE", "v2/list/:list/task/:task", removeFromList),
  ]

  private static let addDependency: Route.Work = { call, draft throws(APIError) in
    let (task, other) = try waiting(call, draft)
    try draft.tie(task, other, as: .dependency, by: call.user)
    return { _ in [:] }
  }

  private static let removeDependency: Route.Work = { call, draft throws(APIError) in
    let (task, other) = try waiting(call, draft)
    draft.untie(task, other, as: .dependency)
    return { _ in [:] }
  }

  /// The task that waits and the one that it waits for: `depends_on` names the second, `dependency_of`
  /// the first.
  private static func waiting(_ call: Call, _ draft: Draft) throws(APIError) -> (
    WorkTask, WorkTask
  ) {
    let task = try call.task(draft)
    if let id = call.body["depends_on"]?.text ?? call.query["depends_on"], !id.isEmpty {
      return (task, try call.task(id, draft))
    }
    if let id = call.body["dependency_of"]?.text ?? call.query["dependency_of"], !id.isEmpty {
      return (try call.task(id, draft), task)
    }
    throw .value("depends_on or dependency_of required")
  }

  private static let addLink: Route.Work = { call, draft throws(APIError) in
    let task = try call.task(draft)
    try draft.tie(task, try call.task(call.part("other"), draft), as: .link, by: call.user)
    return { ["task": $0.tasks[task.id]?.json(in: $0) ?? .null] }
  }

  private static let removeLink: Route.Work = { call, draft throws(APIError) in
    let task = try call.task(draft)
    draft.untie(task, try call.task(call.part("other"), draft), as: .link)
    return { ["task": $0.tasks[task.id]?.json(in: $0) ?? .null] }
  }

  private static let addToList: Route.Work = { call, draft throws(APIError) in
    let list = try call.list(draft)
    var task = try call.task(draft)
    let places = task.locations ?? []
    if task.list != list.id, !places.contains(list.id) {
      task.locations = places + [list.id]
      draft.touch(task)
    }
    return { _ in [:] }
  }

  private static let removeFromList: Route.Work = { call, draft throws(APIError) in
    let list = try call.list(draft)
    var task = try call.task(draft)
    task.locations?.removeAll { $0 == list.id }
    draft.touch(task)
    return { _ in [:] }
  }
}

extension Draft {
  /// A second time changes nothing.
  fileprivate mutating func tie(
    _ task: WorkTask, _ other: WorkTask, as kind: TaskTie.Kind, by user: Int
  ) throws(APIError) {
    guard task.id != other.id else { throw .value("A task cannot be bound to itself") }
    let old = task.ties ?? []
    guard !old.contains(where: { $0.binds(task.id, other.id, as: kind) }) else { return }
    let tie = TaskTie(kind: kind, task: task.id, other: other.id, date: now, user: user)
    for var end in [task, other] {
      end.ties = (end.ties ?? []) + [tie]
      touch(end)
    }
  }

  fileprivate mutating func untie(_ task: WorkTask, _ other: WorkTask, as kind: TaskTie.Kind) {
    for var end in [task, other] {
      end.ties?.removeAll { $0.binds(task.id, other.id, as: kind) }
      touch(end)
    }
  }
}
