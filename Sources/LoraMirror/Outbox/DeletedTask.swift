import LoraClickUp
public import LoraStore

/// A task that was found deleted, until somebody was told: `lora/mirror/deleted/<id>.json`.
public struct DeletedTask: Sendable, Equatable, Codable {
  public let task: String
  /// Seconds since 1970.
  let found: Double

  public var words: String {
    "the task \(task) was deleted on ClickUp; what runs had to say there is dropped"
  }
}

extension Outbox {
  private var deletedFolder: DurableFolder {
    DurableFolder(path: ledgers.path + "/deleted", beforeChange: ledgers.beforeChange)
  }

  func note(deleted task: TaskID, at now: Double) throws(StoreError) {
    let name = FileSafe.name(task.text)
    guard try deletedFolder.read(DeletedTask.self, name) == nil else { return }
    try deletedFolder.write(DeletedTask(task: task.text, found: now), name)
  }

  /// Those of which nobody was told yet.
  public func deletedTasks() throws(StoreError) -> [DeletedTask] {
    var tasks: [DeletedTask] = []
    for name in deletedFolder.names() {
      if let task = try deletedFolder.read(DeletedTask.self, name) { tasks.append(task) }
    }
    return tasks
  }

  /// Somebody was told.
  public func forget(_ tasks: [DeletedTask]) throws(StoreError) {
    for task in tasks { try deletedFolder.remove(FileSafe.name(task.task)) }
  }
}
