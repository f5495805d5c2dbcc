/// One task: made, read, changed, deleted.
enum TaskRoutes {
  static let all: [Route] = [
    Route("POST", "v2/list/:list/task", create), Route("GET", "v2/task/:task", get),
    Route("PUT", "v2/task/:task", update), Route("DELETE", "v2/task/:task", status: 204, delete),
    Route("GET", "v2/task/bulk_time_in_status/task_ids", timesInStatus),
    Route("GET", "v2/task/:task/time_in_status", timeInStatus),
  ]

  private static let create: Route.Work = { call, draft throws(APIError) in
    let list = try call.list(draft)
    guard let first = draft.state.statuses(of: list).first else { throw .statusUnknown }
    let count = draft.state.taskCount(in: list.id)
    var task = WorkTask(
      id: draft.newTaskID(), list: list.id, name: try TaskBody.name(call.body["name"]),
      markdown: "", status: first.id, orderindex: 237_665_000 - count, dateCreated: draft.now,
      dateUpdated: draft.now, creator: call.user)
    task.watchers = [call.user]
    task.customID = draft.newCustomID()
    try TaskBody.fill(&task, from: call.body, in: list, &draft)
    try TaskBody.fillAtBirth(&task, from: call, in: list, &draft)
    draft.add(.task(task))
    return { [id = task.id] in $0.tasks[id]?.json(in: $0, markdown: true) }
  }

  private static let get: Route.Work = { call, draft throws(APIError) in
    let id = try call.task(draft).id
    let markdown = call.query.flag("include_markdown_description")
    let subtasks = call.query.flag("include_subtasks")
    return {
      $0.tasks[id]?.fullJSON(
        in: $0, setting: call.setting, markdown: markdown, subtasks: subtasks)
    }
  }

  private static let timeInStatus: Route.Work = { call, draft throws(APIError) in
    let task = try call.task(draft)
    return { task.statusHistoryJSON(in: $0, clock: call.setting.clock) }
  }

  private static let timesInStatus: Route.Work = { call, draft throws(APIError) in
    var tasks: [WorkTask] = []
    for id in call.query.all("task_ids") { tasks.append(try call.task(id, draft)) }
    return { [tasks] state in
      .object(
        tasks.map {
          JSON.Member($0.id, $0.statusHistoryJSON(in: state, clock: call.setting.clock))
        })
    }
  }

  private static let update: Route.Work = { call, draft throws(APIError) in
    var task = try call.task(draft)
    let list = try draft.state.livingList(task.list)
    if let name = call.body["name"] { task.name = try TaskBody.name(name) }
    try TaskBody.fill(&task, from: call.body, in: list, &draft)
    TaskBody.changePeople(&task, from: call.body, draft.state)
    if let archived = call.body["archived"]?.flag { task.isArchived = archived }
    task.dateUpdated = draft.now
    draft.add(.task(task))
    return { [id = task.id] in
      $0.tasks[id]?.fullJSON(in: $0, setting: call.setting, markdown: true, subtasks: true)
    }
  }

  private static let delete: Route.Work = { call, draft throws(APIError) in
    let task = try call.task(draft)
    var doomed = [task]
    while var next = doomed.popLast() {
      doomed += draft.state.subtasks(of: next.id)
      next.isDeleted = true
      next.dateUpdated = draft.now
      draft.add(.task(next))
    }
    return { _ in nil }
  }
}
