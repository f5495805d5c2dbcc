/// Time tracking: what was worked, and the timer that is running.
enum TimeEntryRoutes {
  static let all: [Route] = [
    Route("GET", "v2/team/:team/time_entries", list),
    Route("POST", "v2/team/:team/time_entries", create),
    Route("GET", "v2/team/:team/time_entries/current", current),
    Route("POST", "v2/team/:team/time_entries/start", start),
    Route("POST", "v2/team/:team/time_entries/stop", stop),
    Route("GET", "v2/team/:team/time_entries/:entry", get),
    Route("PUT", "v2/team/:team/time_entries/:entry", update),
    Route("DELETE", "v2/team/:team/time_entries/:entry", delete),
  ]

  private static let month = 30 * 86_400_000

  /// Of the last thirty days and of whoever asks, unless others are named.
  private static let list: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    let first = call.query.whole("start_date") ?? draft.now - month
    let last = call.query.whole("end_date") ?? .max
    let users =
      call.query["assignee"] == nil ? [call.user] : call.query.all("assignee").map { Int($0) }
    let task = call.query["task_id"]
    return { state in
      let found = state.timeEntries.values.filter {
        (first...max(first, last)).contains($0.start) && users.contains($0.user)
          && (task == nil || $0.task == task)
      }
      let sorted = found.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
      return ["data": .array(sorted.map { $0.listJSON(in: state, clock: call.setting.clock) })]
    }
  }

  private static let create: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    guard let start = call.body["start"]?.lenientWhole else { throw .dateInvalid }
    var entry = TimeEntry(
      id: draft.newEntryID(), user: call.body["assignee"]?.lenientWhole ?? call.user, start: start,
      at: draft.now)
    try fill(&entry, call, draft)
    guard entry.end != nil else { throw .value("duration or end required") }
    return draft.keep(entry, call)
  }

  private static let current: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    return { state in
      let running = state.running(of: call.user)
      return ["data": running?.json(in: state, clock: call.setting.clock) ?? .null]
    }
  }

  /// One timer a person: another one stops.
  private static let start: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    draft.stopTimer(of: call.user)
    var entry = TimeEntry(
      id: draft.newEntryID(), user: call.user, start: draft.now, at: draft.now)
    try fill(&entry, call, draft)
    entry.end = nil
    return draft.keep(entry, call)
  }

  private static let stop: Route.Work = { call, draft throws(APIError) in
    try call.team(draft)
    guard let stopped = draft.stopTimer(of: call.user) else { throw .value("No timer is running") }
    return { state in
      ["data": state.timeEntries[stopped]?.json(in: state, clock: call.setting.clock) ?? .null]
    }
  }

  private static let get: Route.Work = { call, draft throws(APIError) in
    let entry = try call.timeEntry(draft)
    return { ["data": [entry.listJSON(in: $0, clock: call.setting.clock)]] }
  }

  private static let update: Route.Work = { call, draft throws(APIError) in
    var entry = try call.timeEntry(draft)
    if let start = call.body["start"]?.lenientWhole { entry.start = start }
    try fill(&entry, call, draft)
    entry.at = draft.now
    return draft.keep(entry, call)
  }

  private static let delete: Route.Work = { call, draft throws(APIError) in
    let entry = try call.timeEntry(draft)
    draft.add(.timeEntryGone(entry.id))
    return { ["data": entry.json(in: $0, clock: call.setting.clock)] }
  }

  private static func fill(_ entry: inout TimeEntry, _ call: Call, _ draft: Draft)
    throws(APIError)
  {
    let body = call.body
    if let id = body["tid"]?.text, !id.isEmpty { entry.task = try call.task(id, draft).id }
    if let text = body["description"]?.text { entry.description = text }
    if let billable = body["billable"]?.flag { entry.isBillable = billable }
    if let tags = body["tags"]?.items { entry.tags = tags }
    if let end = (body["end"] ?? body["stop"])?.lenientWhole { entry.end = end }
    if let duration = body["duration"]?.lenientWhole { entry.end = entry.start + duration }
    guard entry.end ?? entry.start >= entry.start else { throw .dateInvalid }
  }
}

extension Call {
  fileprivate func timeEntry(_ draft: Draft) throws(APIError) -> TimeEntry {
    try team(draft)
    guard let entry = draft.state.timeEntries[part("entry")] else { throw .notAuthorized }
    return entry
  }
}

extension State {
  fileprivate func running(of user: Int) -> TimeEntry? {
    timeEntries.values.first { $0.user == user && $0.end == nil }
  }
}

extension Draft {
  fileprivate mutating func keep(_ entry: TimeEntry, _ call: Call) -> Route.Answer {
    add(.timeEntry(entry))
    return { ["data": entry.json(in: $0, clock: call.setting.clock)] }
  }

  /// The id of the one that ran.
  @discardableResult
  fileprivate mutating func stopTimer(of user: Int) -> String? {
    guard var entry = state.running(of: user) else { return nil }
    entry.end = now
    entry.at = now
    add(.timeEntry(entry))
    return entry.id
  }
}
