/// The part of version 3 that has no counterpart in version 2.
enum V3Routes {
  static let all: [Route] = [
    Route("GET", "v3/workspaces/:team/attachments/:task/attachments", attachments),
    Route("POST", "v3/workspaces/:team/attachments/:task/attachments", takesUpload: true, attach),
    Route("PUT", "v3/workspaces/:team/tasks/:task/home_list/:list", move),
  ]

  /// Pages of `limit` (50, at most 100); the cursor is the place to go on at.
  private static let attachments: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    let id = try call.task(draft).id
    let limit = min(max(call.query.whole("limit") ?? 50, 1), 100)
    let start = max(call.query.whole("cursor") ?? 0, 0)
    return { state in
      let rest = state.attachments(of: id).dropFirst(start)
      let next = rest.count > limit ? String(start + limit) : ""
      let page = rest.prefix(limit).map { $0.v3JSON(in: state, setting: call.setting) }
      return ["data": .array(page), "next_cursor": .string(next)]
    }
  }

  private static let attach: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    let attachment = try draft.attach(call, to: try call.task(draft))
    return { $0.attachments[attachment.id]?.v3JSON(in: $0, setting: call.setting) }
  }

  /// A status that the new list lacks has to be mapped.
  private static let move: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    var task = try call.task(draft)
    let list = try call.list(draft)
    let old = try draft.state.livingList(task.list)
    let name = draft.state.statuses(of: old).first { $0.id == task.status }?.name
    let new = draft.state.statuses(of: list)
    let mapped = call.body["status_mappings"]?.items?.first {
      $0["source_status_id"]?.text == task.status
    }?["destination_status_id"]?.text
    guard
      let status = new.first(where: { $0.id == mapped }) ?? new.first(where: { $0.name == name })
    else { throw .statusUnknown }
    TaskBody.set(&task, to: status, at: draft.now)
    task.list = list.id
    task.dateUpdated = draft.now
    draft.add(.task(task))
    return { [id = task.id] _ in
      ["data": ["task_id": .string(id), "new_list_id": .string(list.id)]]
    }
  }
}
