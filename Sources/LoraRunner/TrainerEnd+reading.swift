import Glibc
import LoraExperiment
import LoraFiles
import LoraMirror
import LoraProcess
import LoraStore

extension TrainerEnd {
  /// The end of a trainer that nobody follows any more, by what it and its supervisor have written.
  /// What is left of it is ended first.
  init(of run: BegunRun) {
    let area = run.area
    let status: ExitStatus? =
      if case .ended(let status) = run.trainer.standing() { status } else { nil }
    var follower = JournalFollower(
      journal: area.journal, log: area.log,
      redactor: LogRedactor(environment: Command.currentEnvironment))
    follower.readToEnd { _ in }
    let isRequested = access(area.stopFile, F_OK) == 0
    self.init(
      status: status, journal: follower.journal, stop: isRequested ? .request : nil, seconds: 0)
    ended(in: run)
  }

  /// As another process sees the end of a run that it has not begun: how long it took, and whether
  /// it was cut off. Whoever kills a trainer that nobody asked to stop lets it finish nothing.
  mutating func ended(in run: BegunRun) {
    let exit = ((try? run.area.trainerExit()) ?? nil)?.time
    seconds = Self.seconds(of: run.area, since: run.recording.started, exit: exit)
    switch status {
    case .exited: isCutOff = false
    case .signalled: isCutOff = stop == nil
    case nil: isCutOff = true
    }
  }

  /// Until its end; where nobody saw that, until it last wrote something.
  private static func seconds(of area: RunArea, since started: String, exit: String?) -> Double {
    guard let began = EventTime.milliseconds(started) else { return 0 }
    let written = [area.journal, area.log].compactMap { try? FileStamp($0).modified / 1_000_000 }
    let ended = exit.flatMap(EventTime.milliseconds) ?? written.max()
    return max(0, Double((ended ?? began) - began) / 1000)
  }
}
