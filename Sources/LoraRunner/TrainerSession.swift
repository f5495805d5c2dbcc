import Glibc
import LoraExperiment
import LoraMirror
import LoraProcess

/// One trainer process from its start to its end, followed through its journal.
struct TrainerSession {
  let launch: TrainerLaunch
  let report: (TrainingEvent) -> Void

  func follow() throws(RunFailure) -> TrainerEnd {
    let signals = StopSignals()
    let began = MonotonicClock.seconds
    let child: ChildProcess
    do { child = try ChildProcess(launch.command) } catch { return try notStarted(error) }
    var follower = JournalFollower(
      journal: launch.journal, log: launch.log,
      redactor: LogRedactor(environment: Command.currentEnvironment))
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
    try NeededFile.write(Array("\(error)\n".utf8), to: launch.log)
    return TrainerEnd(status: .exited(127), journal: RunJournal(), stop: nil, seconds: 0)
  }
}
