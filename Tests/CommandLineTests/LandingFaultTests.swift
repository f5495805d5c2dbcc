import Foundation
import Glibc
import LoraProcess
import TestSupport
import Testing

/// What goes wrong while a run that has trained becomes a commit, and after that.
@Suite struct LandingFaultTests {
  private static let stateFormat = "--format=%(trailers:key=Lora-State,valueonly)"

  private func areas(_ shop: Workshop) -> [String] {
    let runs = shop.path + "/.git/lora/runs"
    return ((try? FileManager.default.contentsOfDirectory(atPath: runs)) ?? []).map {
      "\(runs)/\($0)"
    }
  }

  /// The folder for leftovers cannot be made.
  @Test func afterTheCommitWhatCannotBeTidiedUpIsAWarning() throws {
    let shop = try Workshop(
      trainer: Workshop.trainer + "echo more > \"$GIT_LORA_OUTPUT/more.bin\"\n: > .git/lora/left\n")
    let output = try shop.lora("run", "tea")
    #expect(output.status == .exited(0))
    #expect(output.errorText.contains("warning: what nobody asked to record stays where it is"))
    #expect(try shop.git("log", "-1", Self.stateFormat, "runs/tea").line == "completed")
    let area = try #require(areas(shop).first)
    #expect(FileManager.default.fileExists(atPath: area + "/output/more.bin"))
    #expect(try shop.lora("status").text.contains("no run is in progress"))
  }

  @Test func digestsThatCannotBeSavedAreAWarning() throws {
    let shop = try Workshop(
      trainer: Workshop.trainer + "rm -f .git/lora/digests.lock; mkdir .git/lora/digests.lock\n")
    try shop.repository.write("data/large.txt", bytes: [UInt8](repeating: 0x61, count: 2 << 20))
    let output = try shop.lora("run", "tea")
    #expect(output.status == .exited(0))
    #expect(try shop.git("log", "-1", Self.stateFormat, "runs/tea").line == "completed")
  }

  /// A branch that appears during the training makes the run's own impossible.
  @Test func aRunWhoseBranchCannotExistIsKeptAndLandsByTheCommandThatIsSaid() throws {
    let shop = try Workshop(trainer: Workshop.trainer + "git branch runs/tea/other\n")
    let output = try shop.lora("run", "tea")
    #expect(output.status == .exited(75))
    let landing = try #require(output.errorText.components(separatedBy: "land it with: ").last)
    _ = try TemporaryRepository.shell(landing, in: shop.path)
    let branches = try shop.git("for-each-ref", "--format=%(refname:short)", "refs/heads/runs").text
    let own = try #require(branches.split(separator: "\n").first { $0.hasPrefix("runs/tea-") })
    #expect(try shop.git("log", "-1", Self.stateFormat, String(own)).line == "completed")
    #expect(areas(shop).isEmpty)
  }

  /// Not a word about a failed training: the run stays as it is.
  @Test func aStoreThatRefusesLeavesEverythingForRecovery() throws {
    let shop = try Workshop(
      trainer: Workshop.trainer + "rm -rf .git/lfs; : > .git/lfs\n")
    let output = try shop.lora("run", "tea")
    #expect(output.status == .exited(75))
    #expect(output.errorText.contains("the run is not recorded yet"))
    #expect(output.errorText.contains("git lora recover"))
    #expect(try shop.git("for-each-ref", "refs/heads/runs").text.isEmpty)
    let area = try #require(areas(shop).first)
    for name in ["state.json", "trainer.json", "exit.json", "output/adapter_model.safetensors"] {
      #expect(FileManager.default.fileExists(atPath: "\(area)/\(name)"))
    }
  }

  /// What is in the way goes as soon as the trainer has ended.
  @Test func whatPassesIsWaitedFor() throws {
    let shop = try Workshop(
      trainer: StartedRun.patient + Workshop.trainer + "rm -rf .git/lfs; : > .git/lfs\n")
    let run = try StartedRun(shop)
    try Data().write(to: URL(filePath: run.area + "/stop"))
    try StartedRun.wait { access(run.area + "/exit.json", F_OK) == 0 }
    unlink(shop.path + "/.git/lfs")
    #expect(try run.process.wait() == .exited(0))
    #expect(run.state() == "stopped")
    #expect(try run.record().contains("adapter_model.safetensors"))
  }
}
