import Foundation
import Glibc
import LoraProcess
import TestSupport
import Testing

/// Whatever signal comes while a trainer is at work: the run is recorded.
@Suite struct SignalTests {
  @Test(arguments: [SIGHUP, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGPWR, SIGTERM])
  func asksTheTrainerToEnd(signal: Int32) throws {
    let run = try StartedRun(try Workshop(trainer: StartedRun.patient))
    run.process.signal(signal)
    #expect(try run.process.wait() == .exited(128 + signal))
    #expect(run.state() == "stopped")
    #expect(try run.record().contains("\"trainer_exit\": \"exit 0\""))
    #expect(access(run.area, F_OK) != 0)
  }

  @Test func sigquitKillsAndRecords() throws {
    let run = try StartedRun(try Workshop(trainer: StartedRun.parent))
    let (trainer, worker) = (try run.pid("trainer"), try run.pid("worker"))
    run.process.signalGroup(SIGQUIT)
    #expect(try run.process.wait() == .exited(131))
    #expect(run.state() == "stopped")
    #expect(try run.record().contains("\"trainer_exit\": \"signal 9\""))
    #expect(!StartedRun.isRunning(trainer) && !StartedRun.isRunning(worker))
  }

  @Test func aReaderThatLeavesChangesNothing() throws {
    let shop = try Workshop(trainer: StartedRun.patient)
    let run = try StartedRun(shop, by: ["git-lora run tea 2>&1 | head -n 1; echo"])
    let folder = run.area + "/stop"
    try Data().write(to: URL(filePath: folder))
    try run.process.wait()
    try StartedRun.wait { run.state() != nil && access(run.area, F_OK) != 0 }
    #expect(run.state() == "stopped")
  }

  @Test func closedStreamsChangeNothing() throws {
    let shop = try Workshop()
    let output = try Command(
      "sh", ["-c", "git-lora run tea <&- >&- 2>&-"], environment: Workshop.environment,
      folder: shop.path
    ).run()
    #expect(output.status == .exited(0))
    let format = "--format=%(trailers:key=Lora-State,valueonly)"
    #expect(try shop.git("log", "-1", format, "runs/tea").line == "completed")
  }

  /// `nohup`, and what a shell without job control starts in the background.
  @Test(arguments: [SIGHUP, SIGINT])
  func whatWasIgnoredStaysIgnored(signal: Int32) throws {
    let shop = try Workshop(trainer: StartedRun.patient)
    let run = try StartedRun(shop, by: ["trap '' \(signal); exec git-lora run tea"])
    run.process.signal(signal)
    usleep(300_000)
    #expect(access(run.area + "/stop", F_OK) != 0)
    #expect(try shop.lora("stop").status == .exited(0))
    #expect(try run.process.wait() == .exited(0))
    #expect(run.state() == "stopped")
  }

  @Test func ctrlZStopsBothAndContinuesBoth() throws {
    let shop = try Workshop(trainer: StartedRun.parent)
    let run = try StartedRun(shop)
    let (trainer, worker) = (try run.pid("trainer"), try run.pid("worker"))
    run.process.signalGroup(SIGTSTP)
    let all = [run.process.pid, trainer, worker]
    try StartedRun.wait { all.allSatisfy(StartedRun.isStopped) }
    run.process.signalGroup(SIGCONT)
    try StartedRun.wait { !all.contains(where: StartedRun.isStopped) }
    run.process.signalGroup(SIGINT)
    #expect(try run.process.wait() == .exited(130))
    #expect(run.state() == "stopped")
  }

  @Test func aKilledWrapperLeavesARunThatIsRecorded() throws {
    let shop = try Workshop(trainer: StartedRun.patient)
    let run = try StartedRun(shop, by: ["git", "lora", "run", "tea"])
    run.process.signal(SIGKILL)
    try run.process.wait()
    #expect(try shop.lora("stop").status == .exited(0))
    try StartedRun.wait { access(run.area, F_OK) != 0 }
    #expect(run.state() == "stopped")
  }
}

/// Processes that are killed under a run's feet.
@Suite struct KilledProcessTests {
  @Test func theTrainer() throws {
    let run = try StartedRun(try Workshop(trainer: StartedRun.parent))
    let worker = try run.pid("worker")
    kill(try run.pid("trainer"), SIGKILL)
    #expect(try run.process.wait() == .exited(1))
    #expect(run.state() == "failed")
    #expect(try run.record().contains("trainer ended with signal 9"))
    #expect(!StartedRun.isRunning(worker))
  }

  @Test func itsSupervisor() throws {
    let run = try StartedRun(try Workshop(trainer: StartedRun.parent))
    let (trainer, worker) = (try run.pid("trainer"), try run.pid("worker"))
    kill(try run.number(of: "pid", in: "supervisor.json"), SIGKILL)
    try Data().write(to: URL(filePath: run.area + "/stop"))
    #expect(try run.process.wait() == .exited(0))
    #expect(run.state() == "stopped")
    #expect(!StartedRun.isRunning(trainer) && !StartedRun.isRunning(worker))
  }

  @Test func both() throws {
    let run = try StartedRun(try Workshop(trainer: StartedRun.parent))
    let (trainer, worker) = (try run.pid("trainer"), try run.pid("worker"))
    kill(try run.number(of: "pid", in: "supervisor.json"), SIGKILL)
    kill(trainer, SIGKILL)
    #expect(try run.process.wait() == .exited(1))
    #expect(run.state() == "failed")
    #expect(!StartedRun.isRunning(worker))
  }
}
