import Glibc
import LoraExperiment
import LoraMirror
import LoraProcess

/// One trainer from its start to its end, followed through its journal.
struct TrainerSession {
  let launch: TrainerLaunch
  let trainer: SupervisedTrainer
  let signals: StopSignals
  let report: (TrainingEvent) -> Void

  /// Nothing that happens here is an error: whatever becomes of the trainer, the run is recorded.
  func follow() -> TrainerEnd {
    let began = MonotonicClock.seconds
    trainer.start(launch)
    var follower = JournalFollower(
      journal: launch.journal, log: launch.log,
      redactor: LogRedactor(environment: Command.currentEnvironment))
    var stop = StopLadder(stopFile: launch.stopFile, signal: trainer.signal)
    var waiting: [Int32] = []
    while true {
      waiting += signals.wait(milliseconds: 100)
      if !waiting.isEmpty, trainer.isReachable {
        for signal in waiting { obey(signal, &stop, follower.journal) }
        waiting = []
      }
      stop.insist(now: MonotonicClock.seconds)
      let standing = trainer.standing()
      follower.readOn(report)
      guard case .ended(let status) = standing else { continue }
      follower.readToEnd(report)
      return TrainerEnd(
        status: status, journal: follower.journal, stop: stop.cause,
        seconds: MonotonicClock.seconds - began)
    }
  }

  /// Ctrl-Z stops the trainer with us, and whatever continues us continues it.
  private func obey(_ signal: Int32, _ stop: inout StopLadder, _ journal: RunJournal) {
    switch signal {
    case SIGTSTP:
      trainer.signal(SIGTSTP)
      signals.stopSelf()
      trainer.signal(SIGCONT)
    case SIGCONT: trainer.signal(SIGCONT)
    default:
      stop.climb(
        signal, trainerKnowsStopFile: journal.knowsStopFile, now: MonotonicClock.seconds)
    }
  }
}
