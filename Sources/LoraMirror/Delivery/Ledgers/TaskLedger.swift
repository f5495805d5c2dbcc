public import LoraClickUp
public import LoraStore

/// What the runs of this repository share on one task: `lora/mirror/task-<id>.json`.
struct TaskLedger: Codable, Equatable {
  private(set) var format = 1
  let task: String
  /// The comment that carries what fields cannot.
  var current: KeptComment?
  /// What it says, and the text's number.
  var values: [CurrentValue] = []
  var revision = 0
  /// What was last written into each field, by its name.
  private(set) var written: [String: CurrentValue] = [:]
  /// The statuses that runs of this repository set, the last of them last.
  private(set) var statuses: [SetStatus]?

  /// As many as can matter to what is news.
  private static let mostStatuses = 40

  init(of task: TaskID) { self.task = task.text }

  mutating func note(set status: SetStatus) {
    statuses = ((statuses ?? []) + [status]).suffix(Self.mostStatuses)
  }

  /// All that is current on the task: in fields, as long as they could be written, and since then.
  func values(adding new: CurrentValue) -> [CurrentValue] {
    var all = written
    for value in values + [new] { all[value.field] = value }
    return all.values.sorted { ($0.rank, $0.field) < ($1.rank, $1.field) }
  }

  /// The field itself says so now.
  mutating func note(written value: CurrentValue) {
    written[value.field] = value
    values.removeAll { $0.field == value.field }
  }
}

/// A field's value that the comment "Current version" shows.
struct CurrentValue: Codable, Equatable {
  var field: String
  var value: String
  var rank: Int
}

/// A status that a run set.
struct SetStatus: Codable, Equatable {
  let name: String
  /// Seconds since 1970, by this machine's clock.
  let time: Double
}

/// What is known of a workspace: `lora/mirror/workspace-<id>.json`.
struct WorkspaceLedger: Codable, Equatable {
  private(set) var format = 1
  let workspace: String
  var planLimit: PlanLimit?

  init(of workspace: String) { self.workspace = workspace }
}

extension Outbox {
  func ledger(of task: TaskID) throws(StoreError) -> TaskLedger {
    try ledgers.read(TaskLedger.self, "task-" + FileSafe.name(task.text)) ?? TaskLedger(of: task)
  }

  /// Those of a task's statuses that runs of this repository set: each is one that came within ten
  /// minutes, by whatever clock, the nearest first.
  public func ownStatuses(of task: TaskID, among entries: [StatusEntry]) -> [StatusEntry] {
    var set = (try? ledger(of: task))?.statuses ?? []
    return entries.filter { entry in
      func distance(_ status: SetStatus) -> Double { abs(status.time - Double(entry.since) / 1000) }
      let near = set.indices.filter { set[$0].name == entry.status && distance(set[$0]) < 600 }
      guard let nearest = near.min(by: { distance(set[$0]) < distance(set[$1]) }) else {
        return false
      }
      set.remove(at: nearest)
      return true
    }
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

  /// Whether fields of a workspace are no longer written, and since which run.
  public func planLimit(ofWorkspace id: String) throws(StoreError) -> PlanLimit? {
    try ledger(ofWorkspace: id).planLimit
  }
}

/// Ids come from people and servers: only letters, digits, `-` and `_` become a file's name.
enum FileSafe {
  static func name(_ text: String) -> String {
    String(
      text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") ? $0 : "_" })
  }
}
