/// Groups of people.
enum GroupRoutes {
  static let all: [Route] = [
    Route("GET", "v2/group", list), Route("POST", "v2/team/:team/group", create),
    Route("PUT", "v2/group/:group", update), Route("DELETE", "v2/group/:group", delete),
  ]

  private static let list: Route.Work = { call, draft throws(APIError) in
    let ids = call.query.all("group_ids")
    return { state in
      let shown = state.groups.values.filter { ids.isEmpty || ids.contains($0.id) }
        .sorted { ($0.dateCreated, $0.id) < ($1.dateCreated, $1.id) }
      return ["groups": .array(shown.map { $0.json(in: state) })]
    }
  }

  private static let create: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    guard let name = call.body["name"]?.text, !name.isEmpty else {
      throw .value("Group name invalid")
    }
    var group = UserGroup(
      id: draft.newUUID(), name: name, handle: handle(name), members: [], creator: call.user,
      dateCreated: draft.now)
    if let handle = call.body["handle"]?.text { group.handle = handle }
    group.members = people(call.body["members"], draft.state)
    draft.add(.group(group))
    return { [group] in group.json(in: $0) }
  }

  private static let update: Route.Work = { call, draft throws(APIError) in
    var group = try call.group(draft)
    if let name = call.body["name"]?.text, !name.isEmpty { group.name = name }
    if let handle = call.body["handle"]?.text { group.handle = handle }
    let change = call.body["members"]
    let gone = change?["rem"]?.items?.compactMap(\.lenientWhole) ?? []
    group.members.removeAll { gone.contains($0) }
    for id in people(change?["add"], draft.state) where !group.members.contains(id) {
      group.members.append(id)
    }
    draft.add(.group(group))
    return { [group] in group.json(in: $0) }
  }

  private static let delete: Route.Work = { call, draft throws(APIError) in
    draft.add(.groupGone(try call.group(draft).id))
    return { _ in [:] }
  }

  private static func people(_ value: JSON?, _ state: State) -> [Int] {
    (value?.items ?? []).compactMap(\.lenientWhole).filter { state.member($0) != nil }
  }

  private static func handle(_ name: String) -> String {
    name.lowercased().filter { !$0.isWhitespace }
  }
}

extension Call {
  fileprivate func group(_ draft: Draft) throws(APIError) -> UserGroup {
    guard let group = draft.state.groups[part("group")] else { throw .notAuthorized }
    return group
  }
}

extension UserGroup {
  fileprivate func json(in state: State) -> JSON {
    [
      "id": .string(id), "team_id": .string(state.workspace.id), "userid": .int(creator),
      "name": .string(name), "handle": .string(handle), "date_created": JSON(timeText: dateCreated),
      "initials": .string(String(name.prefix(1)).uppercased()),
      "members": state.people(members, \.asAuthor),
      "avatar": ["attachment_id": nil, "color": nil, "source": nil, "icon": nil],
    ]
  }
}
