extension Checklist {
  func json(task: String, place: Int, in state: State) -> JSON {
    let resolved = items.count(where: \.isResolved)
    return [
      "id": .string(id), "task_id": .string(task), "name": .string(name),
      "date_created": JSON(timeText: dateCreated), "orderindex": .int(place),
      "creator": .int(creator), "resolved": .int(resolved),
      "unresolved": .int(items.count - resolved),
      "items": .array(items.enumerated().map { json(of: $1, place: $0, in: state) }),
    ]
  }

  private func json(of item: Item, place: Int, in state: State) -> JSON {
    [
      "id": .string(item.id), "name": .string(item.name), "orderindex": .int(place),
      "assignee": state.person(item.assignee, \.asAssignee),
      "resolved": JSON(item.isResolved), "parent": JSON(item.parent),
      "date_created": JSON(timeText: item.dateCreated),
      "children": .array(items.filter { $0.parent == item.id }.map { .string($0.id) }),
    ]
  }
}
