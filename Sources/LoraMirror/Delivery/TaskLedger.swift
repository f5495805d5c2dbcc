import LoraClickUp
public import LoraStore

/// What the runs of this repository share on one task: `lora/mirror/task-<id>.json`.
struct TaskLedger: Codable, Equatable {
  private(set) var format = 1
  let task: String
  /// The comment that carries what fields cannot.
  var current: KeptComment?
  /// What it says, by field, and the text's number.
  var values: [String: String] = [:]
  var revision = 0

  init(of task: TaskID) { self.task = task.text }
}

/// What is known of a workspace: `lora/mirror/workspace-<id>.json`.
struct WorkspaceLedger: Codable, Equatable {
  private(set) var format = 1
  let workspace: String
  /// The run whose field write was the first that the plan did not allow.
  var fieldsStoppedAt: String?

  init(of workspace: String) { self.workspace = workspace }
}

extension Outbox {
  func ledger(of task: TaskID) throws(StoreError) -> TaskLedger {
    try ledgers.read(TaskLedger.self, "task-" + FileSafe.name(task.text)) ?? TaskLedger(of: task)
  }

  func write(_ ledger: TaskLedger) throws(StoreError) {
    try ledgers.write(ledger, "task-" + FileSafe.name(ledger.task))
  }

  func ledger(ofWorkspace id: String) throws(StoreError) -> WorkspaceLedger {
    try ledgers.read(WorkspaceLedger.self, "workspace-" + FileSafe.name(id))
      ?? WorkspaceLedger(of: id)
  }

  func write(_ ledger: WorkspaceLedger) throws(StoreError) {
    try ledgers.write(ledger, "workspace-" + FileSafe.name(ledger.workspace))
  }

  /// Whether fields of this workspace are no longer written; nil or the run at which that began.
  public func fieldsStopped(inWorkspace id: String) throws(StoreError) -> String? {
    try ledger(ofWorkspace: id).fieldsStoppedAt
  }

  /// The plan may have changed: the next field is written again.
  public func forgetPlanLimit(ofWorkspace id: String) throws(StoreError) {
    var ledger = try ledger(ofWorkspace: id)
    ledger.fieldsStoppedAt = nil
    try write(ledger)
  }
}

/// Ids come from people and servers: only letters, digits, `-` and `_` become a file's name.
private enum FileSafe {
  static func name(_ text: String) -> String {
    String(
      text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") ? $0 : "_" })
  }
}
