/// Many tasks at once, a hundred a page.
enum TaskListingRoutes {
  static let all: [Route] = [
    Route("GET", "v2/list/:list/task", ofList), Route("GET", "v2/team/:team/task", ofTeam),
  ]

  static let pageSize = 100

  private static let ofList: Route.Work = { call, draft throws(APIError) in
    let list = try call.list(draft)
    let withOthers = call.query.flag("include_timl")
    return try page(call) { state in
      state.tasks(in: list.id) + (withOthers ? state.visitors(of: list.id) : [])
    }
  }

  private static let ofTeam: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    let lists = call.query.all("list_ids")
    let folders = call.query.all("project_ids") + call.query.all("folder_ids")
    let spaces = call.query.all("space_ids")
    return try page(call) { state in
      let wanted = state.livingLists(for: call.user).filter {
        (lists.isEmpty || lists.contains($0.id))
          && (folders.isEmpty || folders.contains($0.folder))
          && (spaces.isEmpty || spaces.contains($0.space))
      }
      return wanted.flatMap { state.tasks(in: $0.id) }
    }
  }

  private static func page(_ call: Call, of tasks: @escaping @Sendable (State) -> [WorkTask])
    throws(APIError) -> Route.Answer
  {
    let number = call.query.whole("page") ?? 0
    guard number >= 0 else { throw .serverError }
    let filter = try TaskFilter(call.query)
    let order = try TaskOrder(call.query)
    let markdown = call.query.flag("include_markdown_description")
    return { state in
      let all = order.sorted(tasks(state).filter { filter.keeps($0, state) })
      let first = min(number * pageSize, all.count)
      let end = min(first + pageSize, all.count)
      return [
        "tasks": .array(all[first..<end].map { $0.json(in: state, markdown: markdown) }),
        "last_page": JSON(end == all.count),
      ]
    }
  }
}

extension State {
  /// Tasks of other lists that show up in this one.
  fileprivate func visitors(of list: String) -> [WorkTask] {
    tasks.values.filter { !$0.isDeleted && $0.locations?.contains(list) == true }
  }
}
