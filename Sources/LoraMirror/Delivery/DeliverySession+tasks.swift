import LoraClickUp
import LoraStore

extension DeliverySession {
  /// Whether the entry's task lies in one of the team's lists, asked once a session. A config from
  /// elsewhere may name any task that the token sees.
  func isOnOwnTask(_ entry: OutboxEntry) throws(StoreError) -> Bool {
    if rules.lists.isEmpty || ownTasks.contains(entry.task) { return true }
    let task: ClickUpTask
    do { task = try service.task(entry.task) } catch {
      try stumble(over: error, at: entry)
      return false
    }
    guard rules.lists.contains(task.list.id) else {
      unreachableTasks[entry.task] =
        "the task lies in the list \(task.list.id), which .lorarc does not name"
      return false
    }
    ownTasks.insert(entry.task)
    return true
  }
}
