enum SpaceRoutes {
  static let all: [Route] = [
    Route("GET", "v2/team/:team/space", list), Route("POST", "v2/team/:team/space", create),
    Route("GET", "v2/space/:space", get), Route("PUT", "v2/space/:space", update),
    Route("DELETE", "v2/space/:space", delete),
  ]

  private static let list: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    let archived = call.query.flag("archived")
    // What a guest sees is told by the shared hierarchy alone.
    if draft.state.isGuest(call.user) { return { _ in ["spaces": []] } }
    return { state in
      ["spaces": .array(state.livingSpaces.filter { $0.isArchived == archived }.map(\.json))]
    }
  }

  private static let create: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    guard !draft.state.isGuest(call.user) else { throw .notAuthorized }
    if let most = call.setting.plan.spaces, draft.state.livingSpaces.count >= most {
      throw .planLimit(most)
    }
    guard let name = call.body["name"]?.text, !name.isEmpty else {
      throw .value("Space name invalid")
    }
    let id = draft.newNumberID()
    var space = Space(id: id, name: name, statuses: draft.plainStatuses(prefix: "p\(id)"))
    space.multipleAssignees = call.body["multiple_assignees"]?.flag ?? false
    draft.add(.space(space))
    return { $0.spaces[id]?.json }
  }

  private static let get: Route.Work = { call, draft throws(APIError) in
    let id = try call.space(draft).id
    return { $0.spaces[id]?.json }
  }

  private static let update: Route.Work = { call, draft throws(APIError) in
    var space = try call.space(draft)
    if let name = call.body["name"]?.text, !name.isEmpty { space.name = name }
    if let color = call.body["color"] { space.color = color.text }
    if let isPrivate = call.body["private"]?.flag { space.isPrivate = isPrivate }
    if let several = call.body["multiple_assignees"]?.flag { space.multipleAssignees = several }
    draft.add(.space(space))
    return { [id = space.id] in $0.spaces[id]?.json }
  }

  private static let delete: Route.Work = { call, draft throws(APIError) in
    var space = try call.space(draft)
    space.isDeleted = true
    draft.add(.space(space))
    return { _ in [:] }
  }
}

extension Draft {
  /// What a new space begins with.
  mutating func plainStatuses(prefix: String) -> [Status] {
    [
      Status(id: "\(prefix)_\(newMark())", name: "to do", color: "#87909e", type: .open),
      Status(id: "\(prefix)_\(newMark())", name: "complete", color: "#008844", type: .closed),
    ]
  }
}
