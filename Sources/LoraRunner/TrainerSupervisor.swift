import FoundationEssentials
import Glibc
import LoraFiles
import LoraProcess
public import LoraStore

/// The process between `git lora run` and a trainer. It starts the trainer, is the parent of
/// everything that the trainer leaves running, ends that when the trainer has ended, and writes down
/// how it ended; so a trainer outlives the command that follows it and can be found again.
///
/// It is started early and waits for its order on standard input. Every signal is blocked in it
/// (`Command.isDetached`): whoever wants the trainer to end asks the trainer.
public enum TrainerSupervisor {
  /// Seconds between SIGTERM and SIGKILL.
  static let patience = 10.0

  /// - Parameter order: waits for a `TrainerLaunch` in JSON; empty: whoever wanted a trainer has
  ///   thought better of it, or is gone.
  /// - Returns: the status to exit with: the trainer's own, as a shell tells it.
  public static func run(in area: RunArea, order: () -> [UInt8]) -> Int32 {
    let follower = getppid()
    ProgramStart.rename(to: "lora-supervisor")
    Orphans.adopt()
    if let own = ProcessIdentity.current { try? area.write(supervisor: own) }
    let order = order()
    if order.isEmpty { return 0 }
    let status = outcome(of: order, in: area)
    write(status, in: area)
    // Whoever follows the run need not wait for the disk.
    if getppid() == follower { kill(follower, SIGCHLD) }
    try? area.syncExit()
    return status.code
  }

  /// A disk that is full now may have room in a moment.
  private static func write(_ status: ExitStatus, in area: RunArea) {
    for attempt in 0..<8 {
      if (try? area.write(TrainerExit(status, time: WallClock.now()))) != nil { return }
      usleep(20_000 << UInt32(attempt))
    }
  }

  private static func outcome(of order: [UInt8], in area: RunArea) -> ExitStatus {
    let trainer: ChildProcess
    do {
      let launch = try JSONDecoder().decode(TrainerLaunch.self, from: Data(order))
      trainer = try ChildProcess(launch.command)
    } catch {
      try? Files.write(Array("\(error)\n".utf8), to: area.log, existing: .overwritten)
      // What a shell answers.
      return .exited(127)
    }
    if let identity = ProcessIdentity(ofChild: trainer.pid) { try? area.write(trainer: identity) }
    var status: ExitStatus?
    while status == nil, let ended = Orphans.waitForOne() {
      if ended.pid == trainer.pid { status = ended.status }
    }
    area.processes().end(patience: patience) { milliseconds in
      usleep(UInt32(milliseconds) * 1000)
      Orphans.reap()
    }
    return status ?? .exited(127)
  }
}

extension ExitStatus {
  /// As a shell tells it: 128 and the signal's number for a signal.
  var code: Int32 {
    switch self {
    case .exited(let code): code
    case .signalled(let number): 128 + number
    }
  }

  init(code: Int32) { self = code > 128 ? .signalled(code - 128) : .exited(code) }
}
