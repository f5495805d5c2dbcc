/// Things that the sandbox has none of, and that a client may ask for on its way: the answer is an
/// empty list.
enum QuietRoutes {
  static let all: [Route] = [
    empty("v2/team/:team/goal", ["goals": [], "folders": []]),
    empty("v2/team/:team/time_entries/tags", ["data": []]),
    empty("v2/team/:team/taskTemplate", ["templates": []]),
    empty("v2/team/:team/task_template", ["templates": []]),
    empty("v2/team/:team/list_template", ["templates": []]),
    empty("v2/team/:team/folder_template", ["templates": []]),
    empty("v2/team/:team/view", ["views": []]), empty("v2/space/:space/view", ["views": []]),
    empty("v2/folder/:folder/view", ["views": []]), empty("v2/list/:list/view", ["views": []]),
    empty("v2/task/:task/time", ["data": []]),
  ]

  private static func empty(_ pattern: String, _ answer: JSON) -> Route {
    Route("GET", pattern) { call, draft throws(APIError) in
      if call.parts["team"] != nil { try call.team(draft) }
      if call.parts["space"] != nil { _ = try call.space(draft) }
      if call.parts["folder"] != nil { _ = try call.folder(draft) }
      if call.parts["list"] != nil { _ = try call.list(draft) }
      if call.parts["task"] != nil { _ = try call.task(draft) }
      return { _ in answer }
    }
  }
}
