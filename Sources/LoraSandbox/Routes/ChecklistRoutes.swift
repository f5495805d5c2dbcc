/// Checklists of tasks and what stands on them.
enum ChecklistRoutes {
  static let all: [Route] = [
    Route("POST", "v2/task/:task/checklist", create),
    Route("PUT", "v2/checklist/:checklist", update),
    Route("DELETE", "v2/checklist/:checklist", delete),
    Route("POST", "v2/checklist/:checklist/checklist_item", createItem),
    Route("PUT", "v2/checklist/:checklist/checklist_item/:item", updateItem),
    Route("DELETE", "v2/checklist/:checklist/checklist_item/:item", deleteItem),
  ]

  private static let create: Route.Work = { call, draft throws(APIError) in
    var task = try call.task(draft)
    let list = Checklist(
      id: draft.newUUID(), name: try name(call.body), creator: call.user, dateCreated: draft.now)
    task.checklists = (task.checklists ?? []) + [list]
    return draft.keep(task, showing: list.id)
  }

  private static let update: Route.Work = { call, draft throws(APIError) in
    var (task, place) = try call.checklist(draft)
    var lists = task.checklists ?? []
    if call.body["name"] != nil { lists[place].name = try name(call.body) }
    let list = lists[place]
    if let position = call.body["position"]?.whole {
      lists.remove(at: place)
      lists.insert(list, at: min(max(position, 0), lists.count))
    }
    task.checklists = lists
    return draft.keep(task, showing: list.id)
  }

  private static let delete: Route.Work = { call, draft throws(APIError) in
    var (task, place) = try call.checklist(draft)
    task.checklists?.remove(at: place)
    draft.touch(task)
    return { _ in [:] }
  }

  private static let createItem: Route.Work = { call, draft throws(APIError) in
    var (task, place) = try call.checklist(draft)
    var item = Checklist.Item(
      id: draft.newUUID(), name: try name(call.body), dateCreated: draft.now)
    fill(&item, from: call.body, draft.state)
    task.checklists?[place].items.append(item)
    return draft.keep(task, showing: call.part("checklist"))
  }

  private static let updateItem: Route.Work = { call, draft throws(APIError) in
    var (task, place, item) = try call.checklistItem(draft)
    if call.body["name"] != nil {
      task.checklists?[place].items[item].name = try name(call.body)
    }
    if let parent = call.body["parent"] {
      task.checklists?[place].items[item].parent = parent.text
    }
    if var changed = task.checklists?[place].items[item] {
      fill(&changed, from: call.body, draft.state)
      task.checklists?[place].items[item] = changed
    }
    return draft.keep(task, showing: call.part("checklist"))
  }

  private static let deleteItem: Route.Work = { call, draft throws(APIError) in
    var (task, place, item) = try call.checklistItem(draft)
    task.checklists?[place].items.remove(at: item)
    draft.touch(task)
    return { _ in [:] }
  }

  private static func name(_ body: JSON) throws(APIError) -> String {
    guard let name = body["name"]?.text, !name.isEmpty else {
      throw .value("Checklist name invalid")
    }
    return name
  }

  private static func fill(_ item: inout Checklist.Item, from body: JSON, _ state: State) {
    if let assignee = body["assignee"] {
      item.assignee = assignee.lenientWhole.flatMap { state.member($0)?.id }
    }
    if let resolved = body["resolved"]?.flag { item.isResolved = resolved }
  }
}

extension Call {
  /// The task that the checklist is on, and its place there.
  fileprivate func checklist(_ draft: Draft) throws(APIError) -> (WorkTask, Int) {
    for task in draft.state.tasks.values where !task.isDeleted {
      if let place = task.checklists?.firstIndex(where: { $0.id == part("checklist") }) {
        return (try self.task(task.id, draft), place)
      }
    }
    throw .notAuthorized
  }

  fileprivate func checklistItem(_ draft: Draft) throws(APIError) -> (WorkTask, Int, Int) {
    let (task, place) = try checklist(draft)
    guard
      let item = task.checklists?[place].items.firstIndex(where: { $0.id == part("item") })
    else { throw .notAuthorized }
    return (task, place, item)
  }
}

extension Draft {
  /// The task as changed now.
  mutating func touch(_ task: WorkTask) {
    var task = task
    task.dateUpdated = now
    add(.task(task))
  }

  fileprivate mutating func keep(_ task: WorkTask, showing checklist: String) -> Route.Answer {
    touch(task)
    return { state in
      let lists = state.tasks[task.id]?.checklists ?? []
      guard let place = lists.firstIndex(where: { $0.id == checklist }) else { return nil }
      return ["checklist": lists[place].json(task: task.id, place: place, in: state)]
    }
  }
}
