import Glibc
import LoraExperiment
public import LoraProcess

/// One trainer process from its start to its end, followed through its journal.
struct TrainerSession {
  let launch: TrainerLaunch
  let report: (TrainingEvent) -> Void

  func follow() throws(RunFailure) -> TrainerEnd {
    let signals = StopSignals()
    let began = MonotonicClock.seconds
    let child: ChildProcess
    do { child = try ChildProcess(launch.command) } catch { return try notStarted(error) }
    var follower = JournalFollower(journal: launch.journal, log: launch.log)
    var stop = StopLadder(stopFile: launch.stopFile) { child.signalGroup($0) }
    while true {
      for signal in signals.wait(milliseconds: 100) {
        stop.climb(
          signal, trainerKnowsStopFile: follower.journal.knowsStopFile,
          now: MonotonicClock.seconds)
      }
      stop.insist(now: MonotonicClock.seconds)
      let status = try failing { () throws(ProcessError) in try child.poll() }
      follower.readOn(report)
      guard let status else { continue }
      follower.readToEnd(report)
      return TrainerEnd(
        status: status, journal: follower.journal, stop: stop.cause,
        seconds: MonotonicClock.seconds - began)
    }
  }
}

extension TrainerSession {
  /// What a shell answers for a program that cannot be started; the run is recorded as failed.
  private func notStarted(_ error: ProcessError) throws(RunFailure) -> TrainerEnd {
    try FileBytes.write(Array("\(error)\n".utf8), to: launch.log)
    return TrainerEnd(status: .exited(127), journal: RunJournal(), stop: nil, seconds: 0)
  }
}

/// What is known when the trainer's process has gone.
public struct TrainerEnd: Sendable {
  public var status: LoraProcess.ExitStatus
  public var journal: RunJournal
  public var stop: StopCause?
  public var seconds: Double

  public init(
    status: LoraProcess.ExitStatus, journal: RunJournal, stop: StopCause?, seconds: Double
  ) {
    self.status = status
    self.journal = journal
    self.stop = stop
    self.seconds = seconds
  }
}

/// Who asked a run to end early.
public enum StopCause: Sendable, Equatable {
  /// Ctrl-C, SIGTERM or SIGHUP, by number.
  case signal(Int32)
  /// `git lora stop`, from another process.
  case request

  var words: String {
    switch self {
    case .signal(SIGINT): "stopped by Ctrl-C"
    case .signal(let number): "stopped by signal \(number)"
    case .request: "stopped by git lora stop"
    }
  }
}
