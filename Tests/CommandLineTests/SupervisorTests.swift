import Foundation
import Glibc
import LoraProcess
import TestSupport
import Testing

/// The process that starts a trainer, driven as `git lora run` drives it.
@Suite struct SupervisorTests {
  private let folder: TemporaryFolder
  private let area: String
  /// Each test's own: whatever carries a run's id is ended with it.
  private let id = (0..<4).map { _ in
    let digits = String(UInt32.random(in: .min ... .max), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }.joined()

  init() throws {
    folder = try TemporaryFolder()
    area = folder.path + "/" + id
    try FileManager.default.createDirectory(
      atPath: area + "/output", withIntermediateDirectories: true)
  }

  private func supervisor() throws -> ChildProcess {
    try ChildProcess(
      Command(
        Products.folder + "/git-lora", ["supervise", area], environment: Workshop.environment,
        output: .discard, errors: .discard, isDetached: true))
  }

  private func order(_ words: String...) throws -> [UInt8] {
    [UInt8](
      try JSONSerialization.data(
        withJSONObject: [
          "words": words, "folder": folder.path, "environment": ["EXTRA": "1"],
          "runID": id, "journal": area + "/events.jsonl",
          "stopFile": area + "/stop", "outputFolder": area + "/output", "log": area + "/log.txt",
        ] as [String: Any]))
  }

  private func supervise(_ words: [UInt8]) throws -> ChildProcess {
    let child = try ChildProcess(
      Command(
        Products.folder + "/git-lora", ["supervise", area], environment: Workshop.environment,
        input: .channel, output: .discard, errors: .discard, isDetached: true))
    child.send(words)
    return child
  }

  private func file(_ name: String) throws -> [String: Any]? {
    guard let data = try? Data(contentsOf: URL(filePath: "\(area)/\(name)")) else { return nil }
    return try JSONSerialization.jsonObject(with: data) as? [String: Any]
  }

  private func pid(_ name: String) throws -> Int32 {
    let path = "\(area)/output/\(name)"
    try StartedRun.wait { ((try? Data(contentsOf: URL(filePath: path)))?.count ?? 0) > 1 }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  @Test func writesDownHowTheTrainerEnded() throws {
    let child = try supervise(try order("sh", "-c", "echo $GIT_LORA_RUN $EXTRA; exit 3"))
    #expect(try child.wait() == .exited(3))
    #expect(try file("exit.json")?["exited"] as? Int == 3)
    #expect(try file("trainer.json")?["pid"] is Int)
    #expect(try file("supervisor.json")?["pid"] as? Int == Int(child.pid))
    let log = try String(contentsOfFile: area + "/log.txt", encoding: .utf8)
    #expect(log == id + " 1\n")
  }

  @Test func saysWhatCannotBeStarted() throws {
    #expect(try supervise(try order("no-such-program")).wait() == .exited(127))
    #expect(try file("exit.json")?["exited"] as? Int == 127)
    #expect(try file("trainer.json") == nil)
    let log = try String(contentsOfFile: area + "/log.txt", encoding: .utf8)
    #expect(log == "'no-such-program' is not installed, or not in PATH\n")
  }

  @Test func startsNothingWithoutAnOrder() throws {
    #expect(try supervise([]).wait() == .exited(0))
    #expect(try file("exit.json") == nil)
  }

  /// A worker in a session of its own, one that has cleared its environment, and an orphan.
  @Test func endsWhatTheTrainerLeavesRunning() throws {
    let script = """
      setsid sh -c 'echo $$ > "$0/a"; exec sleep 600' output & 
      env -i setsid /bin/sh -c 'echo $$ > output/b; exec sleep 600' &
      (setsid sh -c 'echo $$ > output/c; exec sleep 600' &)
      while [ ! -s output/a ] || [ ! -s output/b ] || [ ! -s output/c ]; do sleep 0.02; done
      exit 0
      """
    let child = try supervise(try order("sh", "-c", "cd '\(area)'\n" + script))
    #expect(try child.wait() == .exited(0))
    for name in ["a", "b", "c"] { #expect(!StartedRun.isRunning(try pid(name))) }
    #expect(try file("exit.json")?["exited"] as? Int == 0)
  }

  @Test func aKilledTrainerTakesItsWorkersWithIt() throws {
    let script = """
      cd '\(area)'; echo $$ > output/leader
      setsid sh -c 'echo $$ > output/worker; exec sleep 600' & wait
      """
    let child = try supervise(try order("sh", "-c", script))
    let (leader, worker) = (try pid("leader"), try pid("worker"))
    for signal in [SIGTERM, SIGINT, SIGHUP, SIGQUIT] { child.signal(signal) }
    kill(leader, SIGKILL)
    #expect(try child.wait() == .exited(137))
    #expect(try file("exit.json")?["signal"] as? Int == 9)
    #expect(!StartedRun.isRunning(worker))
  }
}
