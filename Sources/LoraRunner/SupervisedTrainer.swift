import FoundationEssentials
import Glibc
import LoraProcess
import LoraStore

/// A run's trainer, seen from the process that follows it: the supervisor's child, or, after that
/// was killed, whatever of it is left.
final class SupervisedTrainer {
  private let area: RunArea
  /// Nil: another process has started it.
  private let supervisor: ChildProcess?
  private var identity: ProcessIdentity?
  /// By the monotonic clock; nil before.
  private var started: Double?

  /// Starts the supervisor, which costs as much time as any program does; it waits for `start`.
  init(in area: RunArea) throws(RunFailure) {
    self.area = area
    supervisor = try failing { () throws(ProcessError) in
      try ChildProcess(
        Command(
          "/proc/self/exe", ["supervise", area.folder], folder: area.folder, input: .channel,
          output: .discard, errors: .discard, isDetached: true))
    }
  }

  /// The trainer that another process has started, and what is left of it.
  init(leftIn area: RunArea) {
    self.area = area
    supervisor = nil
  }

  func start(_ launch: TrainerLaunch) {
    started = MonotonicClock.seconds
    supervisor?.send((try? [UInt8](JSONEncoder().encode(launch))) ?? [])
  }

  /// There is nothing to start after all.
  func cancel() {
    supervisor?.endInput()
    _ = try? supervisor?.wait()
  }

  /// Whether signals reach it. One that was sent too early would be lost.
  var isReachable: Bool { trainer != nil || hasNoSupervisor || isOverdue }

  /// Sends a signal to the trainer's group; SIGKILL, and what stops and continues, to everything
  /// that it has started.
  func signal(_ number: Int32) {
    if trainer?.isAlive == true, let group = trainer?.pid { kill(-group, number) }
    switch number {
    case SIGKILL, SIGCONT: area.processes().signal(number)
    // In a session of its own, SIGTSTP may mean nothing.
    case SIGTSTP: area.processes().signal(SIGSTOP)
    default: break
    }
  }

  enum Standing: Equatable {
    case running
    /// Nothing of it is left. Nil: nobody can know how it ended.
    case ended(ExitStatus?)
  }

  func standing() -> Standing {
    if let status = told { return .ended(status) }
    guard hasNoSupervisor else { return .running }
    // It may have written between the two looks; or it could not write.
    if let status = told { return .ended(status) }
    if case .exited(let code)? = try? supervisor?.poll() { return .ended(ExitStatus(code: code)) }
    if trainer?.isAlive == true { return .running }
    area.processes().end(patience: TrainerSupervisor.patience) { usleep(UInt32($0) * 1000) }
    return .ended(nil)
  }

  /// What the supervisor has written of the trainer's end.
  private var told: ExitStatus? { ((try? area.trainerExit()) ?? nil)?.status }

  private var hasNoSupervisor: Bool {
    guard let supervisor else { return ((try? area.supervisor()) ?? nil)?.isAlive != true }
    // One that cannot be waited for is gone.
    do { return try supervisor.poll() != nil } catch { return true }
  }

  /// Known once the supervisor has written it. One that was killed before, or has no room to write,
  /// has left processes all the same: the first of those is it.
  private var trainer: ProcessIdentity? {
    if identity == nil { identity = (try? area.trainer()) ?? nil }
    if identity == nil, hasNoSupervisor || isOverdue {
      let oldest = area.processes().members().min { $0.startTicks < $1.startTicks }
      identity = oldest.flatMap { ProcessIdentity(of: $0.pid) }
    }
    return identity
  }

  /// To start a program and to write a file takes no such time, even on a busy machine.
  private var isOverdue: Bool { started.map { MonotonicClock.seconds - $0 > 5 } ?? false }
}
