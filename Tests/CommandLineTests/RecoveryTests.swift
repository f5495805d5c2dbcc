import Foundation
import Glibc
import LoraJSON
import LoraProcess
import TestSupport
import Testing

/// `git lora recover` and `discard`: what a killed process left becomes a commit, or goes.
@Suite struct RecoveryTests {
  private let bench: Strandings
  private var shop: Workshop { bench.shop }

  init() throws { bench = try Strandings() }

  private func run(_ revision: String = "runs/tea") throws -> JSONValue {
    try JSONValue(parsing: try shop.lora("show", revision, "--json").text)["record"] ?? .null
  }

  /// One run, nothing left of its process, everything whole.
  private func expectOneWholeRun(_ state: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let log = try shop.git("log", "--first-parent", "--format=%(trailers:key=Lora-State,valueonly)")
    #expect(!log.text.contains("completed"), sourceLocation: sourceLocation)
    let states = try shop.git(
      "log", "--first-parent", "--grep=^Lora-Run: 1$", "runs/tea",
      "--format=%(trailers:key=Lora-State,valueonly,separator=)"
    ).text.split(separator: "\n").map(String.init)
    #expect(states == [state], sourceLocation: sourceLocation)
    #expect(try bench.listed().isEmpty, sourceLocation: sourceLocation)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: shop.path + "/.git/lora/runs").isEmpty,
      sourceLocation: sourceLocation)
    #expect(
      try shop.git("for-each-ref", "refs/lora/active").text.isEmpty, sourceLocation: sourceLocation)
    let check = try shop.lora("fsck")
    #expect(check.status == .exited(0), "\(check.errorText)", sourceLocation: sourceLocation)
    #expect(
      try shop.git("fsck", "--full").status == .exited(0), sourceLocation: sourceLocation)
  }

  @Test func aCutOffRunIsStoppedWithItsCheckpoint() throws {
    let run = try bench.start(["-m", "my own words"])
    try bench.kill(run)
    let reminder = try shop.lora("log").errorText
    #expect(reminder.contains("note: 1 run was interrupted: git lora recover tea\n"), "\(reminder)")
    let recovered = try shop.lora("recover")
    #expect(recovered.status == .exited(0), "\(recovered.errorText)")
    try expectOneWholeRun("stopped")
    let record = try self.run()
    #expect(record["reason"]?.string == "its process vanished at step 2")
    #expect(record["totals"]?["steps"]?.integer == 2)
    let files = (record["files"]?.array ?? []).compactMap { $0["path"]?.string }
    #expect(files.contains("adapter_model.safetensors") && files.contains("adapter_config.json"))
    #expect(try shop.git("log", "-1", "--format=%s", "runs/tea").line == "my own words")
    #expect(bench.exists(shop.path + "/output/tea/adapter_model.safetensors"))
    let again = try shop.lora("recover", "--all")
    #expect(again.status == .exited(0) && again.text == "no run was interrupted\n")
    #expect(try shop.lora("recover", "tea").status == .exited(64))
  }

  @Test func aTrainerThatFinishedAloneIsCompleted() throws {
    let run = try bench.start()
    try bench.kill(run, withTrainer: false)
    let refused = try shop.lora("recover", "tea")
    #expect(refused.status == .exited(75))
    #expect(refused.errorText.contains("still trains"))
    #expect(refused.errorText.contains("git lora attach"))
    let all = try shop.lora("recover", "--all")
    #expect(all.status == .exited(0) && all.errorText.contains("still trains"))
    #expect(try shop.lora("discard", "--yes", "tea").status == .exited(75))
    try shop.repository.write("go", "")
    try bench.waitUntilGone()
    let recovered = try shop.lora("recover", "--all", "--json")
    let answer = try JSONValue(parsing: recovered.text)["runs"]?.array?.first
    #expect(answer?["outcome"]?.string == "landed")
    try expectOneWholeRun("completed")
    #expect(try self.run()["reason"] == nil)
  }

  @Test func halfAnAdapterAndHalfALineAreNoHarm() throws {
    try shop.repository.write("torn", "")
    try bench.kill(try bench.start())
    #expect(try shop.lora("recover", "runs/tea").status == .exited(0))
    try expectOneWholeRun("stopped")
    let left = try self.run()["left_in_output"]?.array?.compactMap(\.string)
    #expect(left == ["adapter_model.safetensors"])
  }

  @Test func withoutAnAdapterItFailed() throws {
    try shop.repository.write("nothing", "")
    try bench.kill(try bench.start())
    #expect(try shop.lora("recover").status == .exited(0))
    try expectOneWholeRun("failed")
    #expect(
      try self.run()["reason"]?.string
        == "its process vanished at step 2; it left no adapter")
  }

  /// Killed between any two things that it wrote: the state is half there, or the area is gone.
  @Test(arguments: ["state.json", "."])
  func whatIsMissingIsDoneWithout(name: String) throws {
    let run = try bench.start()
    try bench.kill(run)
    if name == "." {
      try FileManager.default.removeItem(atPath: run.area)
    } else {
      try Data("{\"id\":".utf8).write(to: URL(fileURLWithPath: run.area + "/" + name))
    }
    #expect(try shop.lora("status").text.contains("interrupted"))
    #expect(try shop.lora("stop").errorText.contains("no run is in progress"))
    let recovered = try shop.lora("recover")
    #expect(recovered.status == .exited(0), "\(recovered.errorText)")
    try expectOneWholeRun(name == "." ? "failed" : "stopped")
  }

  /// Killed after its branch moved: there is never a second commit.
  @Test func aLandedRunIsOnlyTidied() throws {
    let run = try bench.start()
    let (saved, active) = (shop.path + "/saved", "refs/lora/active")
    let begun = try shop.git("for-each-ref", "--format=%(refname) %(objectname)", active).line
    try FileManager.default.copyItem(atPath: run.area, toPath: saved)
    try shop.repository.write("go", "")
    #expect(try run.program.wait() == .exited(0))
    let tip = try shop.git("rev-parse", "runs/tea").line
    try FileManager.default.moveItem(atPath: saved, toPath: run.area)
    let words = begun.split(separator: " ").map(String.init)
    try shop.git("update-ref", words[0], words[1])
    try FileManager.default.removeItem(atPath: shop.path + "/output/tea/adapter_config.json")
    try shop.repository.write("output/tea/.lora-unfinished-1-2", "half")
    let recovered = try shop.lora("recover")
    #expect(recovered.text.contains("had landed already"), "\(recovered.errorText)")
    #expect(try shop.git("rev-parse", "runs/tea").line == tip)
    try expectOneWholeRun("completed")
    #expect(bench.exists(shop.path + "/output/tea/adapter_config.json"))
    #expect(!bench.exists(shop.path + "/output/tea/.lora-unfinished-1-2"))
  }

  @Test func anAreaWithoutABeginningGoes() throws {
    let area = shop.path + "/.git/lora/runs/" + String(repeating: "a", count: 32)
    try FileManager.default.createDirectory(
      atPath: area + "/output", withIntermediateDirectories: true)
    let recovered = try shop.lora("recover", "--all")
    #expect(recovered.text.contains("had not begun"), "\(recovered.errorText)")
    #expect(!bench.exists(area))
    try FileManager.default.createDirectory(
      atPath: area + "/output", withIntermediateDirectories: true)
    try Data("1".utf8).write(to: URL(fileURLWithPath: area + "/output/weights"))
    let kept = try shop.lora("recover", "--all")
    #expect(kept.status == .exited(75) && kept.errorText.contains(area))
    #expect(bench.exists(area + "/output/weights"))
  }

  @Test func twoAtATimeMakeOneCommit() throws {
    try bench.kill(try bench.start())
    let both = try (0..<2).map { _ in
      try ChildProcess(
        Command(
          "git-lora", ["recover", "--all"], environment: Workshop.environment, folder: shop.path))
    }
    for process in both { _ = try process.collect() }
    try expectOneWholeRun("stopped")
  }

  @Test func discardAsks() throws {
    let run = try bench.start()
    try bench.kill(run)
    let asked = try shop.lora("discard", "tea")
    #expect(asked.status == .exited(64))
    #expect(asked.errorText.contains("Drop the run"), "\(asked.errorText)")
    #expect(bench.exists(run.area))
    let dropped = try shop.lora("discard", "-y", "tea")
    #expect(dropped.status == .exited(0))
    #expect(dropped.text.contains("2 files"), "\(dropped.text)")
    #expect(!bench.exists(run.area))
    #expect(try shop.git("for-each-ref", "refs/lora", "refs/heads/runs").text.isEmpty)
  }
}
