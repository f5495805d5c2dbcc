/// Custom fields: what there is, and their values on tasks.
enum FieldRoutes {
  static let all: [Route] = [
    Route("GET", "v2/list/:list/field", ofList), Route("POST", "v2/list/:list/field", create),
    Route("GET", "v2/folder/:folder/field", ofFolder),
    Route("GET", "v2/space/:space/field", ofSpace), Route("GET", "v2/team/:team/field", ofTeam),
    Route("POST", "v2/task/:task/field/:field", set),
    Route("DELETE", "v2/task/:task/field/:field", clear),
  ]

  private static let ofList: Route.Work = { call, draft throws(APIError) in
    let list = try call.list(draft)
    return { ["fields": .array($0.fields(of: list).map(\.json))] }
  }

  private static let ofFolder: Route.Work = { call, draft throws(APIError) in
    owned(by: try call.folder(draft).id)
  }

  private static let ofSpace: Route.Work = { call, draft throws(APIError) in
    owned(by: try call.space(draft).id)
  }

  private static let ofTeam: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    return owned(by: draft.state.workspace.id)
  }

  private static func owned(by id: String) -> Route.Answer {
    { ["fields": .array($0.fields(ownedBy: [id]).map(\.json))] }
  }

  /// In no document of ClickUp's, yet it is there.
  private static let create: Route.Work = { call, draft throws(APIError) in
    let list = try call.list(draft)
    guard let name = call.body["name"]?.text, !name.isEmpty else {
      throw .value("Field name invalid")
    }
    guard let type = call.body["type"]?.text, FieldValue.types.contains(type) else {
      throw .value("Field type invalid")
    }
    var config = optionIDs(call.body["type_config"] ?? [:], &draft)
    if type == "drop_down", config["sorting"] == nil { config["sorting"] = "manual" }
    let field = CustomField(
      id: draft.newUUID(), owner: list.id, name: name, type: type, config: config,
      dateCreated: draft.now)
    draft.add(.field(field))
    return { _ in ["field": field.json] }
  }

  /// Options come by name; here they get the ids and numbers that they are chosen by.
  private static func optionIDs(_ config: JSON, _ draft: inout Draft) -> JSON {
    guard let options = config["options"]?.items else { return config }
    var numbered: [JSON] = []
    for (place, option) in options.enumerated() {
      var option = option
      if option["id"] == nil { option["id"] = .string(draft.newUUID()) }
      if option["color"] == nil { option["color"] = .null }
      if option["name"] != nil { option["orderindex"] = .int(place) }
      numbered.append(option)
    }
    var config = config
    config["options"] = .array(numbered)
    return config
  }

  private static let set: Route.Work = { call, draft throws(APIError) in
    var task = try call.task(draft)
    let field = try call.field(of: task, draft)
    try draft.setValue(
      call.body["value"] ?? .null, of: field, on: &task, plan: call.setting.plan)
    task.dateUpdated = draft.now
    draft.add(.task(task))
    return { _ in [:] }
  }

  private static let clear: Route.Work = { call, draft throws(APIError) in
    var task = try call.task(draft)
    task.values[try call.field(of: task, draft).id] = nil
    task.dateUpdated = draft.now
    draft.add(.task(task))
    return { _ in [:] }
  }
}

extension Call {
  fileprivate func field(of task: WorkTask, _ draft: Draft) throws(APIError) -> CustomField {
    let list = try draft.state.livingList(task.list)
    guard let field = draft.state.fields(of: list).first(where: { $0.id == part("field") }) else {
      throw .fieldUnknown
    }
    return field
  }
}

extension Draft {
  /// One use of a custom field, which the free plan counts for ever.
  mutating func setValue(_ value: JSON, of field: CustomField, on task: inout WorkTask, plan: Plan)
    throws(APIError)
  {
    let stored = try FieldValue.stored(value, for: field, old: task.values[field.id], state)
    if let most = plan.fieldUses, fieldUses >= most { throw .planLimit(most) }
    useField()
    task.values[field.id] = stored
  }
}
