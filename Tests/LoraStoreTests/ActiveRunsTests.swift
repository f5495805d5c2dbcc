import Foundation
import Glibc
import LoraExperiment
import LoraProcess
import LoraStore
import TestSupport
import Testing

@Suite struct ActiveRunsTests {
  private func state(_ id: RunID, _ process: ProcessIdentity) -> ActiveRunState {
    ActiveRunState(
      id: id, name: "x", branch: "refs/heads/runs/x", config: "configs/x.yaml", state: .running,
      started: "2026-01-02T03:04:05.000Z", process: process)
  }

  @Test func aRunIsListedWhileItsProcessLives() throws {
    let sample = try SampleRun()
    let id = RunID()
    let own = try #require(ProcessIdentity.current)
    let held = try sample.store.makeArea(for: id)
    #expect(try sample.store.activeRuns() == [])
    try held.area.write(state(id, own))
    let listed = try sample.store.activeRuns()
    #expect(listed.map(\.state) == [state(id, own)])
    #expect(listed.map(\.standing) == [.running])
    try held.area.requestStop()
    #expect(FileManager.default.fileExists(atPath: held.area.stopFile))
    try held.area.remove()
    #expect(try sample.store.activeRuns() == [])
  }

  @Test func aVanishedProcessIsNoticed() throws {
    let sample = try SampleRun()
    let id = RunID()
    let child = try ChildProcess(Command("sleep", ["60"], ownGroup: true))
    let process = try #require(ProcessIdentity(of: child.pid))
    #expect(process.isAlive == true)
    let area = sample.store.area(of: id)
    try FileManager.default.createDirectory(
      atPath: area.folder, withIntermediateDirectories: true)
    try area.write(state(id, process))
    #expect(try sample.store.activeRuns().map(\.standing) == [.running])
    child.signalGroup(SIGKILL)
    while process.isAlive == true { usleep(1000) }
    // It has ended, though its parent has not asked yet.
    #expect(try sample.store.activeRuns().map(\.standing) == [.interrupted])
    try child.wait()
    #expect(try sample.store.activeRuns().map(\.standing) == [.interrupted])
    #expect(ProcessIdentity(of: child.pid) == nil)
  }

  @Test func theSameNumberLaterIsAnotherProcess() throws {
    var process = try #require(ProcessIdentity.current)
    process.startTicks += 1
    #expect(process.isAlive == false)
    process.boot = "another boot"
    #expect(process.isAlive == false)
    process.host = "another host"
    #expect(process.isAlive == nil)
  }

  /// A process this machine knows nothing of counts as alive while it holds the lock.
  @Test func theLockSpeaksForOtherMachines() throws {
    let sample = try SampleRun()
    let id = RunID()
    var process = try #require(ProcessIdentity.current)
    process.boot = "another boot"
    process.host = "another host"
    do {
      let held = try sample.store.makeArea(for: id)
      try held.area.write(state(id, process))
      #expect(try sample.store.activeRuns().map(\.standing) == [.running])
    }
    // A program that another test starts has the lock, too, until it is that program.
    var standings: [RunState] = []
    for _ in 0..<500 where standings != [.interrupted] {
      standings = try sample.store.activeRuns().map(\.standing)
      usleep(10_000)
    }
    #expect(standings == [.interrupted])
  }
}
