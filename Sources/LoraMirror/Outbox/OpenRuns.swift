public import LoraClickUp
public import LoraExperiment
public import LoraStore

/// A run whose beginning was mirrored and whose end was not yet: `lora/mirror/open/<id>.json`.
///
/// A process that ends between the run's commit and its entries leaves it; then the entries are
/// written from the commit, under the same keys.
public struct OpenRun: Sendable, Equatable, Codable {
  public let run: RunID
  private let taskID: String
  private let workspace: String?
  /// Seconds since 1970.
  public let began: Double

  public var task: TaskID { TaskID(taskID, workspace: workspace) }

  init(run: RunID, task: TaskID, began: Double) {
    self.run = run
    taskID = task.text
    workspace = task.workspace
    self.began = began
  }

  enum CodingKeys: String, CodingKey {
    case run, workspace, began
    case taskID = "task"
  }
}

extension Outbox {
  private var openFolder: DurableFolder {
    DurableFolder(path: ledgers.path + "/open", beforeChange: ledgers.beforeChange)
  }

  /// Runs in progress, interrupted ones, and those whose end still has to be mirrored.
  public func openRuns() throws(StoreError) -> [OpenRun] {
    var runs: [OpenRun] = []
    for name in openFolder.names() {
      if let run = try openFolder.read(OpenRun.self, name) { runs.append(run) }
    }
    return runs.sorted { $0.began < $1.began }
  }

  /// Whether anything of the run was said, or is going to be.
  public func knows(_ run: RunID) throws(StoreError) -> Bool {
    if try openFolder.read(OpenRun.self, run.text) != nil { return true }
    if try entries().contains(where: { $0.run == run }) { return true }
    return try !ledger(of: run).delivered.isEmpty
  }

  func open(_ run: OpenRun) throws(StoreError) {
    try openFolder.write(run, run.run.text)
  }

  /// Nothing more will be written for the run.
  public func close(_ run: RunID) throws(StoreError) {
    guard try openFolder.read(OpenRun.self, run.text) != nil else { return }
    try openFolder.remove(run.text)
  }
}
