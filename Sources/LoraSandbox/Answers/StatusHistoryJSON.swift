extension WorkTask {
  /// The answer of time_in_status: how long the task has been in each status that it went through.
  func statusHistoryJSON(in state: State, clock: Int) -> JSON {
    let statuses = state.lists[list].map { state.statuses(of: $0) } ?? []
    let now = Stay(status: status, since: statusSince ?? dateCreated, until: clock)
    let stays = (past + [now]).compactMap { $0.json(statuses) }
    var current = stays.last ?? [:]
    current["type"] = nil
    current["orderindex"] = nil
    return ["current_status": current, "status_history": .array(stays)]
  }
}

extension WorkTask.Stay {
  /// Nil where the list no longer has the status.
  fileprivate func json(_ statuses: [Status]) -> JSON? {
    guard let place = statuses.firstIndex(where: { $0.id == status }) else { return nil }
    return [
      "status": .string(statuses[place].name), "color": .string(statuses[place].color),
      "type": .string(statuses[place].type.rawValue),
      "total_time": [
        "by_minute": .int(max(until - since, 0) / 60_000), "since": JSON(timeText: since),
      ],
      "orderindex": .int(place),
    ]
  }
}
