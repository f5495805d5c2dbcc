/// Webhooks are kept and shown; nothing is ever delivered.
enum WebhookRoutes {
  static let all: [Route] = [
    Route("GET", "v2/team/:team/webhook", list), Route("POST", "v2/team/:team/webhook", create),
    Route("PUT", "v2/webhook/:webhook", update), Route("DELETE", "v2/webhook/:webhook", delete),
  ]

  private static let list: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    return { state in
      let own = state.webhooks.values.filter { $0.user == call.user }.sorted { $0.id < $1.id }
      return ["webhooks": .array(own.map { $0.json(in: state) })]
    }
  }

  private static let create: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    var hook = Webhook(
      id: draft.newUUID(), user: call.user, endpoint: try endpoint(call.body),
      events: try events(call.body), secret: (0..<8).map { _ in draft.newMark() }.joined())
    hook.task = call.body["task_id"]?.text
    hook.list = call.body["list_id"]?.lenientWhole
    hook.folder = call.body["folder_id"]?.lenientWhole
    hook.space = call.body["space_id"]?.lenientWhole
    guard !draft.state.webhooks.values.contains(where: { $0.isSameConfiguration(as: hook) })
    else { throw .webhookExists }
    draft.add(.webhook(hook))
    return { [hook] in ["id": .string(hook.id), "webhook": hook.json(in: $0)] }
  }

  private static let update: Route.Work = { call, draft throws(APIError) in
    var hook = try registered(call, draft)
    hook.endpoint = try endpoint(call.body)
    hook.events = try events(call.body)
    hook.isActive = call.body["status"]?.text == "active"
    draft.add(.webhook(hook))
    return { [hook] in ["id": .string(hook.id), "webhook": hook.json(in: $0)] }
  }

  private static let delete: Route.Work = { call, draft throws(APIError) in
    draft.add(.webhookGone(try registered(call, draft).id))
    return { _ in [:] }
  }

  private static func registered(_ call: Call, _ draft: Draft) throws(APIError) -> Webhook {
    guard let hook = draft.state.webhooks[call.part("webhook")], hook.user == call.user else {
      throw .notAuthorized
    }
    return hook
  }

  private static func endpoint(_ body: JSON) throws(APIError) -> String {
    guard let address = body["endpoint"]?.text, address.hasPrefix("http") else {
      throw .value("Webhook endpoint invalid")
    }
    return address
  }

  private static func events(_ body: JSON) throws(APIError) -> [String] {
    if body["events"]?.text == "*" { return ["*"] }
    guard let events = body["events"]?.items?.compactMap(\.text), !events.isEmpty else {
      throw .value("Webhook events invalid")
    }
    return events
  }
}

extension Webhook {
  func isSameConfiguration(as other: Webhook) -> Bool {
    (endpoint, task, list) == (other.endpoint, other.task, other.list)
      && (folder, space, user) == (other.folder, other.space, other.user)
      && Set(events) == Set(other.events)
  }

  func json(in state: State) -> JSON {
    [
      "id": .string(id), "userid": .int(user), "team_id": .int(Int(state.workspace.id) ?? 0),
      "endpoint": .string(endpoint), "client_id": "SANDBOX",
      "events": .array(events.map(JSON.string)), "task_id": JSON(task), "list_id": JSON(list),
      "folder_id": JSON(folder), "space_id": JSON(space),
      "health": ["status": isActive ? "active" : "suspended", "fail_count": 0],
      "secret": .string(secret),
    ]
  }
}
