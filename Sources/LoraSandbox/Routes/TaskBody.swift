/// What the body of a request says about a task.
enum TaskBody {
  /// ClickUp takes names of 1 to 2,048 characters.
  static func name(_ value: JSON?) throws(APIError) -> String {
    guard let text = value?.text, (1...2048).contains(text.count),
      text.contains(where: { !$0.isWhitespace })
    else { throw .nameInvalid }
    return text
  }

  /// What both making and changing a task take.
  static func fill(_ task: inout WorkTask, from body: JSON, in list: TaskList, _ draft: inout Draft)
    throws(APIError)
  {
    fillText(&task, from: body)
    if let status = body["status"], !status.isNull {
      try setStatus(&task, status, in: list, draft)
    }
    if let priority = body["priority"] { task.priority = try self.priority(priority) }
    if let date = body["due_date"] { task.dueDate = try time(date) }
    if let date = body["start_date"] { task.startDate = try time(date) }
    if let points = body["points"] { task.points = points }
    if let estimate = body["time_estimate"] { task.timeEstimate = estimate.lenientWhole }
    if let item = body["custom_item_id"] { task.customItem = item.whole ?? 0 }
    if let parent = body["parent"], !parent.isNull {
      guard let id = parent.text, let above = draft.state.tasks[id], !above.isDeleted,
        above.id != task.id
      else { throw .notAuthorized }
      task.parent = id
    }
  }

  /// Markdown wins over plain text; a blank clears.
  private static func fillText(_ task: inout WorkTask, from body: JSON) {
    let text = body["markdown_content"]?.text ?? body["markdown_description"]?.text
    guard let text = text ?? body["description"]?.text else { return }
    task.markdown = text == " " ? "" : text
  }

  static func setStatus(_ task: inout WorkTask, _ value: JSON, in list: TaskList, _ draft: Draft)
    throws(APIError)
  {
    let name = value.text?.lowercased()
    guard let status = draft.state.statuses(of: list).first(where: { $0.name.lowercased() == name })
    else { throw .statusUnknown }
    set(&task, to: status, at: draft.now)
  }

  static func set(_ task: inout WorkTask, to status: Status, at now: Int) {
    if status.id != task.status && now > task.dateCreated {
      let since = task.statusSince ?? task.dateCreated
      task.past.append(WorkTask.Stay(status: task.status, since: since, until: now))
      task.statusSince = now
    }
    task.status = status.id
    task.dateDone = status.type.isEnd ? task.dateDone ?? now : nil
    task.dateClosed = status.type == .closed ? task.dateClosed ?? now : nil
  }

  private static func priority(_ value: JSON) throws(APIError) -> Int? {
    if value.isNull { return nil }
    guard let number = value.lenientWhole, (0...4).contains(number) else {
      throw .value("Priority invalid")
    }
    return number == 0 ? nil : number
  }

  private static func time(_ value: JSON) throws(APIError) -> Int? {
    if value.isNull { return nil }
    guard let time = value.lenientWhole else { throw .dateInvalid }
    return time
  }

  /// What only making a task takes; changing one ignores it, as the real one does.
  static func fillAtBirth(
    _ task: inout WorkTask, from call: Call, in list: TaskList, _ draft: inout Draft
  ) throws(APIError) {
    task.assignees = known(call.body["assignees"], draft.state)
    for id in task.assignees where !task.watchers.contains(id) { task.watchers.append(id) }
    for name in call.body["tags"]?.items ?? [] {
      if let name = name.text { draft.tag(&task, name, space: list.space, by: call.user) }
    }
    for given in call.body["custom_fields"]?.items ?? [] {
      guard
        let field = draft.state.fields(of: list).first(where: { $0.id == given["id"]?.text })
      else { throw .fieldUnknown }
      try draft.setValue(
        given["value"] ?? .null, of: field, on: &task, plan: call.setting.plan)
    }
  }

  /// `{"add":[1],"rem":[2]}`.
  static func changePeople(_ task: inout WorkTask, from body: JSON, _ state: State) {
    change(&task.assignees, by: body["assignees"], state)
    change(&task.watchers, by: body["watchers"], state)
  }

  private static func change(_ ids: inout [Int], by change: JSON?, _ state: State) {
    let removed = change?["rem"]?.items?.compactMap(\.lenientWhole) ?? []
    ids.removeAll { removed.contains($0) }
    for id in known(change?["add"], state) where !ids.contains(id) { ids.append(id) }
  }

  private static func known(_ value: JSON?, _ state: State) -> [Int] {
    (value?.items ?? []).compactMap(\.lenientWhole).filter { state.member($0) != nil }
  }
}
