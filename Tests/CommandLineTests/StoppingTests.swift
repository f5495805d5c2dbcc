import Foundation
import Glibc
import LoraProcess
import TestSupport
import Testing

/// Ctrl-C, SIGTERM and `git lora stop`: the run ends and is recorded.
@Suite struct StoppingTests {
  /// Tells that it is up, then waits for the stop file; like a trainer that knows it.
  private static let patient = """
    printf '{"v":1,"seq":1,"time":"t","type":"start","knows_stop_file":true,"total_steps":9}\\n' >> "$GIT_LORA_EVENTS"
    printf '{"v":1,"seq":2,"time":"t","type":"step","step":1,"loss":2}\\n' >> "$GIT_LORA_EVENTS"
    while [ ! -e "$GIT_LORA_STOP" ] && [ -d "$GIT_LORA_OUTPUT" ]; do sleep 0.05; done
    exit 0

    """

  /// Starts the program itself or, as a user does, through `git`, which ends by the signal it got.
  private func start(_ shop: Workshop, throughGit: Bool = false) throws -> ChildProcess {
    let words = throughGit ? ["git", "lora", "run", "tea"] : ["git-lora", "run", "tea"]
    let child = try ChildProcess(
      Command(
        words[0], Array(words.dropFirst()), environment: Workshop.environment, folder: shop.path,
        output: .discard, errors: .discard, ownGroup: true))
    while try shop.lora("status").text.contains("no run is in progress") { usleep(20_000) }
    let runs = shop.path + "/.git/lora/runs"
    let id = try FileManager.default.contentsOfDirectory(atPath: runs)[0]
    while (try? Data(contentsOf: URL(fileURLWithPath: "\(runs)/\(id)/events.jsonl")))?.count ?? 0
      < 100
    {
      usleep(20_000)
    }
    return child
  }

  private func state(_ shop: Workshop) throws -> String {
    try shop.git("log", "-1", "--format=%(trailers:key=Lora-State,valueonly)", "runs/tea").line
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func aSignalStopsAndRecords(signal: Int32, code: Int32) throws {
    let shop = try Workshop(trainer: Self.patient)
    let run = try start(shop)
    run.signalGroup(signal)
    #expect(try run.wait() == .exited(code))
    #expect(try state(shop) == "stopped")
    #expect(try shop.lora("status").text.contains("no run is in progress"))
  }

  @Test func oneCtrlCThroughGitArrivesTwiceAndCountsOnce() throws {
    let shop = try Workshop(trainer: "trap '' INT\n" + Self.patient)
    let run = try start(shop, throughGit: true)
    run.signalGroup(SIGINT)
    #expect(try run.wait() == .signalled(SIGINT))
    #expect(try state(shop) == "stopped")
    let reason = try shop.git("show", "runs/tea:output/tea/run.json").text
    #expect(reason.contains("\"trainer_exit\": \"exit 0\""))
  }

  @Test func stopFromAnotherProcess() throws {
    let shop = try Workshop(trainer: Self.patient)
    let run = try start(shop)
    #expect(try shop.lora("stop").status == .exited(0))
    #expect(try run.wait() == .exited(0))
    #expect(try state(shop) == "stopped")
    #expect(
      try shop.git("log", "-1", "--format=%s", "runs/tea").line.contains(
        "stopped after 1 of 9 steps"))
  }

  @Test func aTrainerThatDoesNotListenIsEndedBySecondSignal() throws {
    let shop = try Workshop(
      trainer: Self.patient.replacing(
        "while [ ! -e \"$GIT_LORA_STOP\" ] &&", with: "trap '' INT; while"))
    let run = try start(shop)
    run.signalGroup(SIGINT)
    usleep(700_000)
    run.signalGroup(SIGINT)
    #expect(try run.wait() == .exited(130))
    #expect(try state(shop) == "stopped")
  }

  @Test func aVanishedRunIsNoticedByTheNextCommand() throws {
    let shop = try Workshop(trainer: Self.patient)
    let run = try start(shop)
    let folder = shop.path + "/.git/lora/runs"
    let id = try FileManager.default.contentsOfDirectory(atPath: folder)[0]
    // The git wrapper's child is git-lora itself: kill the whole group, then the trainer's own.
    run.signalGroup(SIGKILL)
    _ = try run.wait()
    try Data().write(to: URL(fileURLWithPath: "\(folder)/\(id)/stop"))
    var status = try shop.lora("status").text
    for _ in 0..<100 where !status.contains("interrupted") {
      usleep(50_000)
      status = try shop.lora("status").text
    }
    #expect(status.contains("interrupted"))
    #expect(try shop.git("for-each-ref", "refs/lora/active").text.contains(id))
  }
}
