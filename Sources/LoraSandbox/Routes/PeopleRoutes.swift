/// Who the token is, the workspace, its plan and people.
enum PeopleRoutes {
  static let all: [Route] = [
    Route("GET", "v2/user", user), Route("GET", "v2/team", teams),
    Route("GET", "v2/team/:team", team), Route("GET", "v2/team/:team/plan", plan),
    Route("GET", "v2/team/:team/seats", seats),
    Route("GET", "v2/team/:team/customroles", customRoles),
    Route("GET", "v2/team/:team/user/:user", enterpriseOnly),
    Route("GET", "v2/team/:team/shared", shared),
    Route("GET", "v2/team/:team/custom_item", customItems),
    Route("GET", "v2/task/:task/member", taskMembers),
    Route("GET", "v2/list/:list/member", listMembers),
  ]

  private static let user: Route.Work = { call, _ throws(APIError) in
    { ["user": $0.person(call.user, \.asTokenOwner)] }
  }

  private static let teams: Route.Work = { _, _ throws(APIError) in { ["teams": [team($0)]] } }

  private static let team: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    return { ["team": team($0)] }
  }

  private static func team(_ state: State) -> JSON {
    [
      "id": .string(state.workspace.id), "name": .string(state.workspace.name),
      "color": .string(state.workspace.color), "avatar": nil,
      "members": .array(state.members.map { $0.asWorkspaceMember(in: state) }),
    ]
  }

  private static let plan: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    let isFree = call.setting.plan == .free
    return { _ in
      ["plan_id": isFree ? 1 : 2, "plan_name": isFree ? "Free Forever" : "Unlimited"]
    }
  }

  private static let seats: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    return { state in
      let guests = state.members.count { $0.role == .guest }
      let members = state.members.count - guests
      return [
        "members": [
          "filled_members_seats": .int(members), "total_member_seats": .int(members),
          "empty_member_seats": 0,
        ],
        "guests": [
          "filled_guest_seats": .int(guests), "total_guest_seats": 5,
          "empty_guest_seats": .int(5 - guests),
        ],
      ]
    }
  }

  private static let customRoles: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    return { _ in ["custom_roles": []] }
  }

  private static let enterpriseOnly: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    throw .enterpriseOnly
  }

  /// Members see the space, so nothing is shared with them beside it.
  private static let shared: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    return { state in
      let lists = state.isGuest(call.user) ? state.livingLists(for: call.user) : []
      return [
        "shared": [
          "tasks": [], "lists": .array(lists.map { $0.shortJSON(in: state) }), "folders": [],
        ]
      ]
    }
  }

  private static let customItems: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    return { _ in ["custom_items": []] }
  }

  private static let taskMembers: Route.Work = { call, draft throws(APIError) in
    let list = try call.task(draft).list
    return { explicitMembers(of: list, in: $0) }
  }

  private static let listMembers: Route.Work = { call, draft throws(APIError) in
    let list = try call.list(draft).id
    return { explicitMembers(of: list, in: $0) }
  }

  private static func explicitMembers(of list: String, in state: State) -> JSON {
    let guests = state.lists[list]?.guests ?? []
    let ids = [state.workspace.tokenUser, state.workspace.boardUser] + guests
    return ["members": state.people(ids, \.asGuestOfTask)]
  }
}
