import FoundationEssentials
import Glibc
public import LoraExperiment
import LoraFiles

/// A run's private folder `lora/runs/<id>/` in the common Git directory, from its beginning until
/// it has landed.
public struct RunArea: Sendable, Equatable {
  public let id: RunID
  public let folder: String

  init(id: RunID, in loraFolder: String) {
    self.id = id
    folder = "\(loraFolder)/runs/\(id.text)"
  }

  /// The area at a path; nil when its name is no run's id.
  public init?(at folder: String) {
    guard let id = RunID(text: Files.name(of: folder)) else { return nil }
    self.id = id
    self.folder = folder
  }

  /// Where the trainer appends its events.
  public var journal: String { folder + "/events.jsonl" }
  /// Its appearing asks the trainer to finish the step and end.
  public var stopFile: String { folder + "/stop" }
  /// What the trainer sees as its output folder.
  public var output: String { folder + "/output" }
  /// Everything the trainer prints.
  public var log: String { folder + "/log.txt" }
  /// The config handed to the trainer.
  public var config: String { folder + "/config.yaml" }

  var stateFile: String { folder + "/state.json" }
  var lockFile: String { folder + "/alive" }

  /// Writes where the run stands; a reader sees the old state or the new one.
  public func write(_ state: ActiveRunState) throws(StoreError) {
    try write(state, to: stateFile, durability: .bytes)
  }

  /// The state last written; nil before the first.
  public func state() throws(StoreError) -> ActiveRunState? {
    try read(ActiveRunState.self, from: stateFile)
  }

  /// Nil when there is no such file.
  func read<Value: Decodable>(_ type: Value.Type, from file: String) throws(StoreError) -> Value? {
    guard let bytes = try onDisk(Files.read(file)) else { return nil }
    return try RecordCodec.decode(type, from: bytes, in: file, snakeCase: true)
  }

  func write(_ value: some Encodable, to file: String, durability: Durability) throws(StoreError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let compact: Data
    do { compact = try encoder.encode(value) } catch {
      throw .unreadable(file: file, reason: DecodingWords.text(of: error))
    }
    try onDisk(Files.replace(file, with: CanonicalJSON.pretty(compact), durability: durability))
  }

  /// Asks the trainer to finish its step and end.
  public func requestStop() throws(StoreError) {
    _ = try onDisk(OpenFile(stopFile, O_WRONLY | O_CREAT))
  }

  /// Removes the folder and everything in it.
  public func remove() throws(StoreError) {
    try close()
    do { try FileManager.default.removeItem(atPath: folder) } catch {
      if access(folder, F_OK) == 0 {
        throw .unreadable(file: folder, reason: "it cannot be removed: \(error)")
      }
    }
  }

  /// Makes the folder one of no run: whatever else of it stays, nobody takes it for a run that has
  /// vanished.
  public func close() throws(StoreError) { try onDisk(Files.remove(stateFile)) }
}

/// What other commands need to know of a run in progress.
public struct ActiveRunState: Sendable, Codable, Equatable {
  public var format = 1
  public var id: RunID
  public var name: String
  public var branch: String
  public var config: String
  /// `running` or `paused`; `interrupted` is found, never written.
  public var state: RunState
  public var started: String
  /// The `git lora` that follows the run.
  public var process: ProcessIdentity
  /// The trainer, the leader of its process group.
  public var trainer: ProcessIdentity?
  /// What its end needs; nil in areas of older versions.
  public var plan: BegunPlan?

  public init(
    id: RunID, name: String, branch: String, config: String, state: RunState, started: String,
    process: ProcessIdentity, trainer: ProcessIdentity? = nil, plan: BegunPlan? = nil
  ) {
    self.id = id
    self.name = name
    self.branch = branch
    self.config = config
    self.state = state
    self.started = started
    self.process = process
    self.trainer = trainer
    self.plan = plan
  }
}
