extension ClickUpClient {
  /// A hundred thousand tasks: no list is longer, a server that never ends is no list.
  private static let pageLimit = 1000

  public func task(_ id: TaskID) throws(ClickUpError) -> ClickUpTask {
    try connection.ask(APICall(.get, task: id), TaskAnswer.self).value
  }

  public func markdownDescription(of id: TaskID) throws(ClickUpError) -> String {
    let call = APICall(.get, task: id, query: [("include_markdown_description", "true")])
    return try connection.ask(call, MarkdownAnswer.self).value
  }

  /// Only where the workspace has "Total time in Status" switched on.
  public func statusHistory(of id: TaskID) throws(ClickUpError) -> [StatusEntry] {
    try connection.ask(APICall(.get, task: id, ["time_in_status"]), StatusHistoryAnswer.self).value
  }

  /// Subtasks too. Oldest first, so that a task made meanwhile shifts no page; one that is seen
  /// twice all the same counts once.
  public func tasks(inList id: String, includingClosed: Bool) throws(ClickUpError) -> [ClickUpTask]
  {
    var tasks: [ClickUpTask] = []
    var seen: Set<String> = []
    for page in 0..<Self.pageLimit {
      let query = [
        ("archived", "false"), ("include_closed", "\(includingClosed)"), ("order_by", "created"),
        ("page", "\(page)"), ("reverse", "true"), ("subtasks", "true"),
      ]
      let answer = try connection.ask(
        APICall(.get, ["list", id, "task"], query: query), TaskPageAnswer.self)
      tasks += answer.tasks.filter { seen.insert($0.id).inserted }
      if answer.isLast { break }
    }
    return tasks
  }

  public func createTask(_ draft: TaskDraft, inList id: String) throws(ClickUpError) -> ClickUpTask
  {
    let call = APICall(.post, ["list", id, "task"], json: draft.json, repeatable: false)
    do throws(ClickUpError) { return try connection.ask(call, TaskAnswer.self).value } catch {
      throw withStatusNames(error, asked: draft.status, ofList: { id })
    }
  }

  public func setStatus(_ name: String, of id: TaskID) throws(ClickUpError) {
    let call = APICall(.put, task: id, json: ["status": .text(name)])
    do throws(ClickUpError) { try connection.tell(call) } catch {
      throw withStatusNames(error, asked: name, ofList: { try? self.task(id).list.id })
    }
  }

  public func setDescription(_ markdown: String, of id: TaskID) throws(ClickUpError) {
    try connection.tell(APICall(.put, task: id, json: ["markdown_content": .text(markdown)]))
  }

  /// A refused status, with the names that the list has.
  private func withStatusNames(
    _ error: ClickUpError, asked: String?, ofList list: () -> String?
  ) -> ClickUpError {
    guard case .refused(let refusal) = error.kind, refusal.code == "CRTSK_001", let asked,
      let id = list(), let list = try? self.list(id)
    else { return error }
    let names = list.statuses.map { "'\($0.name)'" }.joined(separator: ", ")
    let message = "\(refusal.message): '\(asked)'; the list '\(list.name)' has \(names)"
    return ClickUpError(
      .refused(.init(status: refusal.status, code: refusal.code, message: message)),
      call: error.call)
  }
}

extension TaskDraft {
  var json: JSON {
    var members: [String: JSON] = ["name": .text(name)]
    members["markdown_content"] = markdown.map { .text($0) }
    members["status"] = status.map { .text($0) }
    if !assignees.isEmpty { members["assignees"] = .list(assignees.map { .whole($0) }) }
    if !fields.isEmpty {
      members["custom_fields"] = .list(
        fields.map { field in
          .object(field.value.members.merging(["id": .text(field.id)]) { $1 })
        })
    }
    return .object(members)
  }
}
