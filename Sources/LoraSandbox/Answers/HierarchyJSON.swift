// Spaces, folders and lists as ClickUp writes them.
extension Status {
  func json(_ orderindex: Int) -> JSON {
    [
      "id": .string(id), "status": .string(name), "orderindex": .int(orderindex),
      "color": .string(color), "type": .string(type.rawValue),
    ]
  }
}

extension Space {
  var json: JSON {
    [
      "id": .string(id), "name": .string(name), "color": JSON(color), "private": JSON(isPrivate),
      "avatar": nil, "admin_can_manage": nil,
      "statuses": .array(statuses.enumerated().map { $1.json($0) }),
      "multiple_assignees": JSON(multipleAssignees), "features": Self.features,
      "archived": JSON(isArchived),
    ]
  }

  private static let on: JSON = ["enabled": true]
  private static let off: JSON = ["enabled": false]

  private static let features: JSON = [
    "due_dates": [
      "enabled": true, "start_date": true, "remap_due_dates": false,
      "remap_closed_due_date": false,
    ],
    "sprints": off,
    "time_tracking": [
      "enabled": true, "harvest": false, "rollup": false, "default_to_billable": 2,
    ],
    "points": off, "custom_items": off,
    "priorities": ["enabled": true, "priorities": .array((1...4).map { Priority.json($0) })],
    "tags": on,
    "check_unresolved": [
      "enabled": true, "subtasks": true, "checklists": nil, "comments": nil,
    ],
    "checklists": on, "milestones": off, "custom_fields": on, "remap_dependencies": on,
    "dependency_warning": on, "status_pies": off, "emails": on, "scheduler_enabled": false,
    // Not in every space; some clients cannot do without.
    "time_estimates": on, "multiple_assignees": on, "portfolios": off, "zoom": off,
  ]
}

enum Priority {
  private static let names = ["urgent", "high", "normal", "low"]
  private static let colors = ["#f50000", "#f8ae00", "#6fddff", "#d8d8d8"]

  static func json(_ number: Int?) -> JSON {
    guard let number, (1...4).contains(number) else { return .null }
    let text = JSON.string(String(number))
    return [
      "color": .string(colors[number - 1]), "id": text, "orderindex": text,
      "priority": .string(names[number - 1]),
    ]
  }
}

extension Folder {
  func json(in state: State) -> JSON {
    let lists = state.lists(inFolder: id)
    let count = lists.reduce(0) { $0 + state.taskCount(in: $1.id) }
    return [
      "id": .string(id), "name": .string(name), "orderindex": .int(orderindex),
      "override_statuses": false, "hidden": JSON(isHidden),
      "space": ["id": .string(space), "name": JSON(state.spaces[space]?.name), "access": true],
      "task_count": .string(String(count)), "archived": JSON(isArchived), "statuses": [],
      "lists": .array(lists.map { $0.shortJSON(in: state) }), "permission_level": "create",
    ]
  }

  var reference: JSON {
    ["id": .string(id), "name": .string(name), "hidden": JSON(isHidden), "access": true]
  }
}

extension TaskList {
  /// As an element of a list of lists: it has no statuses.
  func shortJSON(in state: State) -> JSON {
    [
      "id": .string(id), "name": .string(name), "orderindex": .int(orderindex),
      "content": .string(content), "status": nil, "priority": Priority.json(priority),
      "assignee": state.person(assignee, \.asAssignee),
      "task_count": .int(state.taskCount(in: id)), "due_date": JSON(timeText: dueDate),
      "start_date": JSON(timeText: startDate), "folder": state.folders[folder]?.reference ?? .null,
      "space": ["id": .string(space), "name": JSON(state.spaces[space]?.name), "access": true],
      "archived": JSON(isArchived), "override_statuses": JSON(ownStatuses != nil),
      "permission_level": "create",
    ]
  }

  /// As one list alone: the only place that tells its statuses.
  func json(in state: State) -> JSON {
    let group = ownStatuses == nil ? "proj_\(space)" : "subcat_\(id)"
    let statuses = state.statuses(of: self).enumerated().map { place, status in
      status.json(place).adding(["status_group": .string(group)])
    }
    return [
      "id": .string(id), "name": .string(name), "deleted": JSON(isDeleted),
      "orderindex": .int(orderindex), "content": .string(content),
      "priority": Priority.json(priority), "assignee": state.person(assignee, \.asAssignee),
      "task_count": .int(state.taskCount(in: id)), "due_date": JSON(timeText: dueDate),
      "start_date": JSON(timeText: startDate), "folder": state.folders[folder]?.reference ?? .null,
      "space": ["id": .string(space), "name": JSON(state.spaces[space]?.name), "access": true],
      "inbound_address":
        "a.t.\(id).u-0.00000000-0000-0000-0000-000000000000@tasks.sandbox.invalid",
      "archived": JSON(isArchived), "override_statuses": JSON(ownStatuses != nil),
      "statuses": .array(statuses), "permission_level": "create",
    ]
  }
}
