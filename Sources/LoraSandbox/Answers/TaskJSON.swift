// A task as ClickUp writes it.
extension WorkTask {
  /// What every answer about a task has in common.
  func json(in state: State, markdown withMarkdown: Bool = false) -> JSON {
    var members: [JSON.Member] = []
    members += text(withMarkdown)
    members += standing(in: state)
    members += people(in: state)
    members += plan(in: state)
    members += place(in: state)
    return .object(members)
  }

  /// The answer of Get Task: attachments too.
  func fullJSON(in state: State, setting: Setting, markdown: Bool, subtasks: Bool) -> JSON {
    var full = json(in: state, markdown: markdown)
    if subtasks {
      full["subtasks"] = .array(state.subtasks(of: id).map { $0.json(in: state) })
    }
    full["attachments"] = .array(
      state.attachments(of: id).map { $0.json(in: state, setting: setting) })
    return full
  }

  private func text(_ withMarkdown: Bool) -> [JSON.Member] {
    var members: [JSON.Member] = [
      .init("id", .string(id)), .init("custom_id", JSON(customID)),
      .init("custom_item_id", .int(customItem)), .init("name", .string(name)),
      .init("text_content", .string(markdown)), .init("description", .string(markdown)),
    ]
    if withMarkdown { members.append(.init("markdown_description", .string(markdown))) }
    return members
  }

  private func standing(in state: State) -> [JSON.Member] {
    [
      .init("status", statusJSON(in: state)),
      .init("orderindex", .string("\(orderindex).00000000000000000000000000000000")),
      .init("date_created", JSON(timeText: dateCreated)),
      .init("date_updated", JSON(timeText: dateUpdated)),
      .init("date_closed", JSON(timeText: dateClosed)),
      .init("date_done", JSON(timeText: dateDone)), .init("archived", JSON(isArchived)),
    ]
  }

  private func statusJSON(in state: State) -> JSON {
    guard let home = state.lists[list] else { return .null }
    let statuses = state.statuses(of: home)
    let place = statuses.firstIndex { $0.id == status } ?? 0
    guard statuses.indices.contains(place) else { return .null }
    return [
      "id": .string(statuses[place].id), "status": .string(statuses[place].name),
      "color": .string(statuses[place].color), "orderindex": .int(place),
      "type": .string(statuses[place].type.rawValue),
    ]
  }

  private func people(in state: State) -> [JSON.Member] {
    let space = state.lists[list]?.space ?? ""
    let shownTags = tags.compactMap { state.tags[space + "/" + $0]?.json }
    return [
      .init("creator", state.person(creator, \.asCreator)),
      .init("assignees", state.people(assignees, \.asAssignee)), .init("group_assignees", []),
      .init("watchers", state.people(watchers, \.asAssignee)),
      .init("checklists", checklistsJSON(in: state)),
      .init("tags", .array(shownTags)), .init("parent", JSON(parent)),
      .init("top_level_parent", JSON(state.topLevelParent(of: self))),
    ]
  }

  private func checklistsJSON(in state: State) -> JSON {
    .array((checklists ?? []).enumerated().map { $1.json(task: id, place: $0, in: state) })
  }

  private func plan(in state: State) -> [JSON.Member] {
    let fields = state.lists[list].map { state.fields(of: $0) } ?? []
    return [
      .init("priority", Priority.json(priority)), .init("due_date", JSON(timeText: dueDate)),
      .init("start_date", JSON(timeText: startDate)), .init("points", points),
      .init("time_estimate", JSON(timeEstimate)), .init("time_spent", .int(timeSpent(in: state))),
      .init(
        "custom_fields", .array(fields.map { $0.json(value: values[$0.id], in: state) })),
    ]
  }

  private func timeSpent(in state: State) -> Int {
    state.timeEntries.values.reduce(0) { sum, entry in
      guard entry.task == id, let end = entry.end else { return sum }
      let (longer, overflows) = sum.addingReportingOverflow(end - entry.start)
      return overflows ? sum : longer
    }
  }

  private func place(in state: State) -> [JSON.Member] {
    let home = state.lists[list]
    let folder = home.flatMap { state.folders[$0.folder]?.reference } ?? .null
    let others = (locations ?? []).compactMap { state.lists[$0] }.filter { !$0.isDeleted }
    return [
      .init("dependencies", dependenciesJSON(in: state)),
      .init("linked_tasks", linksJSON(in: state)),
      .init(
        "locations", .array(others.map { ["id": .string($0.id), "name": .string($0.name)] })),
      .init("team_id", .string(state.workspace.id)),
      .init("url", .string(address)), .init("sharing", Self.sharing),
      .init("permission_level", "create"),
      .init("list", ["id": .string(list), "name": JSON(home?.name), "access": true]),
      .init("project", folder), .init("folder", folder),
      .init("space", ["id": JSON(home?.space)]),
    ]
  }

  /// ClickUp's own, since it stays the same wherever the sandbox listens.
  var address: String { "https://app.clickup.com/t/\(id)" }

  private static let sharing: JSON = [
    "public": false, "public_share_expires_on": nil,
    "public_fields": [
      "assignees", "priority", "due_date", "content", "comments", "attachments", "customFields",
      "subtasks", "tags", "checklists", "coverimage",
    ],
    "token": nil, "seo_optimized": false,
  ]
}

extension Tag {
  var json: JSON {
    [
      "name": .string(name), "tag_fg": .string(foreground), "tag_bg": .string(background),
      "creator": .int(creator),
    ]
  }
}
