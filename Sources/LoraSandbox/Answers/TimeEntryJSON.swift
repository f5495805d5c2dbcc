extension TimeEntry {
  /// One that is running has a duration below zero: the time since its start.
  func json(in state: State, clock: Int) -> JSON {
    [
      "id": .string(id), "task": task.flatMap { state.tasks[$0] }?.timedJSON(in: state) ?? .null,
      "wid": .string(state.workspace.id), "user": state.person(user, \.asAuthor),
      "billable": JSON(isBillable), "start": JSON(timeText: start), "end": JSON(timeText: end),
      "duration": .int(end.map { $0 - start } ?? min(start - clock, -1)),
      "description": .string(description), "tags": .array(tags), "source": "clickup",
      "at": JSON(timeText: at),
    ]
  }

  /// In a list the duration is a text.
  func listJSON(in state: State, clock: Int) -> JSON {
    var shown = json(in: state, clock: clock)
    shown["duration"] = JSON(shown["duration"]?.whole.map(String.init))
    if let task = task.flatMap({ state.tasks[$0] }), let list = state.lists[task.list] {
      shown["task_location"] = [
        "list_id": .string(list.id), "folder_id": .string(list.folder),
        "space_id": .string(list.space),
      ]
      shown["task_url"] = .string(task.address)
    }
    return shown
  }
}

extension WorkTask {
  fileprivate func timedJSON(in state: State) -> JSON {
    let full = json(in: state)
    return [
      "id": .string(id), "custom_id": JSON(customID), "name": .string(name),
      "status": full["status"] ?? .null, "custom_type": nil,
    ]
  }
}
