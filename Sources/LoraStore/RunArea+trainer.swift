import Glibc
import LoraExperiment
import LoraFiles
public import LoraProcess

/// How a trainer has ended.
public struct TrainerExit: Sendable, Codable, Equatable {
  /// Its exit status; 127 when it could not be started.
  public var exited: Int32?
  /// The signal that ended it.
  public var signal: Int32?
  /// UTC.
  public var time: String

  public init(_ status: ExitStatus, time: String) {
    switch status {
    case .exited(let code): exited = code
    case .signalled(let number): signal = number
    }
    self.time = time
  }

  /// Nil when the file says neither.
  public var status: ExitStatus? {
    signal.map { .signalled($0) } ?? exited.map { .exited($0) }
  }
}

/// What the supervisor of a run's trainer leaves in the area, in this order: who it is, whom it has
/// started, and how that ended.
extension RunArea {
  private var supervisorFile: String { folder + "/supervisor.json" }
  private var trainerFile: String { folder + "/trainer.json" }
  private var exitFile: String { folder + "/exit.json" }

  /// The process that starts the trainer and waits for it; nil before it is there.
  public func supervisor() throws(StoreError) -> ProcessIdentity? {
    try read(ProcessIdentity.self, from: supervisorFile)
  }

  /// The trainer, leader of its process group; nil before it has started, and when it could not be.
  public func trainer() throws(StoreError) -> ProcessIdentity? {
    try read(ProcessIdentity.self, from: trainerFile)
  }

  /// How the trainer has ended: nothing that it started is left then. Nil while it runs, and when
  /// its supervisor ended before it.
  public func trainerExit() throws(StoreError) -> TrainerExit? {
    try read(TrainerExit.self, from: exitFile)
  }

  public func write(supervisor: ProcessIdentity) throws(StoreError) {
    try write(supervisor, to: supervisorFile, durability: .none)
  }

  /// After a power cut no process is left: neither needs to outlast one.
  public func write(trainer: ProcessIdentity) throws(StoreError) {
    try write(trainer, to: trainerFile, durability: .none)
  }

  /// Readers see it when it returns; only `syncExit` makes it durable.
  public func write(_ exit: TrainerExit) throws(StoreError) {
    try write(exit, to: exitFile, durability: .none)
  }

  /// Returns when how the trainer ended outlasts a power cut.
  public func syncExit() throws(StoreError) {
    try onDisk(OpenFile(exitFile, O_RDONLY).sync())
    try onDisk(Files.syncFolder(folder))
  }

  /// What everything that the trainer starts carries in its environment.
  public static let mark = "GIT_LORA_RUN"

  /// The processes of the trainer on this machine, as far as they still run.
  public func processes() -> ProcessFamily {
    let (supervisor, trainer) = ((try? supervisor()) ?? nil, (try? trainer()) ?? nil)
    return ProcessFamily(
      ancestor: supervisor.flatMap { $0.holdsNumber ? $0.pid : nil },
      mark: "\(RunArea.mark)=\(id.text)",
      since: trainer?.isOfThisBoot == true ? trainer?.startTicks ?? 0 : 0)
  }
}

extension ProcessIdentity {
  /// Whether its number means it and nobody else: as long as a process of its session is left, no
  /// new process gets that number, even after it has ended itself.
  fileprivate var holdsNumber: Bool {
    isOfThisBoot && (ProcessStatus(of: pid) == nil || ProcessIdentity(ofChild: pid) == self)
  }
}
