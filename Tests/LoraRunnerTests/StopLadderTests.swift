import Foundation
import Glibc
import LoraRunner
import TestSupport
import Testing

/// What a trainer gets, one Ctrl-C after the other.
@Suite final class StopLadderTests {
  private let folder: TemporaryFolder
  private var sent: [Int32] = []

  init() throws { folder = try TemporaryFolder() }

  private var stopFile: String { folder.path + "/stop" }

  private func ladder() -> StopLadder {
    StopLadder(stopFile: stopFile) { [unowned self] in sent.append($0) }
  }

  @Test func aTrainerIsAskedThenToldThenEnded() {
    var stop = ladder()
    stop.climb(SIGINT, trainerKnowsStopFile: false, now: 0)
    #expect(sent == [SIGINT] && access(stopFile, F_OK) == 0)
    stop.climb(SIGINT, trainerKnowsStopFile: false, now: 1)
    stop.climb(SIGINT, trainerKnowsStopFile: false, now: 2)
    stop.insist(now: 10.9)
    #expect(sent == [SIGINT, SIGTERM])
    stop.insist(now: 11)
    #expect(sent == [SIGINT, SIGTERM, SIGKILL])
    #expect(stop.cause == .signal(SIGINT))
  }

  @Test func aTrainerThatKnowsTheStopFileGetsNoSignalAtFirst() {
    var stop = ladder()
    stop.climb(SIGTERM, trainerKnowsStopFile: true, now: 0)
    #expect(sent.isEmpty && access(stopFile, F_OK) == 0)
    stop.climb(SIGTERM, trainerKnowsStopFile: true, now: 1)
    #expect(sent == [SIGTERM])
  }

  /// Whoever typed `git lora stop` elsewhere has asked; the first Ctrl-C here still asks.
  @Test func aCtrlCAfterAStopFromElsewhereIsTheFirst() throws {
    var stop = ladder()
    try Data().write(to: URL(filePath: stopFile))
    stop.insist(now: 0)
    #expect(stop.cause == .request && sent.isEmpty)
    stop.climb(SIGINT, trainerKnowsStopFile: false, now: 1)
    #expect(sent == [SIGINT])
    #expect(stop.cause == .request)
  }

  /// Slurm's warning, a closed terminal, a time limit that warns every second.
  @Test(arguments: [
    SIGHUP, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGPOLL, SIGPWR,
  ])
  func aWarningAsksOnceHoweverOftenItComes(signal: Int32) {
    var stop = ladder()
    for second in 0..<60 {
      stop.climb(signal, trainerKnowsStopFile: false, now: Double(second))
      stop.insist(now: Double(second))
    }
    #expect(sent == [SIGINT] && access(stopFile, F_OK) == 0)
    #expect(stop.cause == .signal(signal))
    stop.climb(SIGTERM, trainerKnowsStopFile: false, now: 61)
    #expect(sent == [SIGINT, SIGTERM])
  }

  @Test func sigquitEndsItAtOnce() {
    var stop = ladder()
    stop.climb(SIGQUIT, trainerKnowsStopFile: true, now: 0)
    #expect(sent == [SIGKILL] && stop.cause == .signal(SIGQUIT))
  }

  @Test func sigquitIsNoEchoOfACtrlC() {
    var stop = ladder()
    stop.climb(SIGINT, trainerKnowsStopFile: true, now: 0)
    stop.climb(SIGQUIT, trainerKnowsStopFile: true, now: 0.1)
    #expect(sent == [SIGKILL] && stop.cause == .signal(SIGINT))
  }

  /// The `git` wrapper passes on what the terminal has sent to both.
  @Test func twoOfAKindAtOnceAreOne() {
    var stop = ladder()
    stop.climb(SIGINT, trainerKnowsStopFile: false, now: 0)
    stop.climb(SIGINT, trainerKnowsStopFile: false, now: 0.4)
    #expect(sent == [SIGINT])
    // Counted from the one that counted: who goes on typing is heard.
    stop.climb(SIGINT, trainerKnowsStopFile: false, now: 0.8)
    #expect(sent == [SIGINT, SIGTERM])
  }
}
