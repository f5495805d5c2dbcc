import Foundation
import LoraProcess
import TestSupport
import Testing

/// `git lfs prune` frees what it knows to be unneeded, and knows nothing of `refs/lora/`: what only that
/// keeps comes back when it is asked for.
@Suite struct PruneTests {
  private static let prunes = [[], ["--force"], ["--recent"], ["--force", "--verify-remote"]]

  /// Two runs, whose objects prune took.
  private func pruned(
    _ team: SharedWorkshop, _ run: String, _ options: [String]
  ) throws -> String {
    let object = try team.adapter(of: run)
    _ = try TemporaryRepository.git(["lfs", "prune"] + options, in: team.shop.path)
    // Else nothing is proven.
    try #require(!FileManager.default.fileExists(atPath: object))
    return object
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  @Test(arguments: prunes)
  func aRemovedTipIsWholeForEveryCommand(options: [String]) throws {
    let team = try SharedWorkshop()
    let (first, second) = (try team.train(weight: 201), try team.train(weight: 202))
    #expect(try team.lora("rm", "--yes", "runs/tea").status == .exited(0))
    let copy = team.shop.repository.folder.path + "/copy"
    let commands: [[String]] = [
      ["show", second], ["diff", first, second], ["fsck"], ["checkout", second, "--to", copy],
      ["rm", "--restore", second], ["push"],
    ]
    for command in commands {
      let isHidden = command.first != "push"
      let object = isHidden ? try pruned(team, second, options) : try team.adapter(of: second)
      let answer = try Workshop.lora(command, in: team.shop.path)
      #expect(answer.status == .exited(0), "\(command): \(answer.errorText)")
      #expect(!answer.text.contains("not on this machine"), "\(command): \(answer.text)")
      if ["diff", "fsck", "checkout"].contains(command.first) { #expect(exists(object)) }
    }
    #expect(exists(copy + "/adapter_model.safetensors"))
    #expect(try team.remoteObjects().count == 2)
  }

  @Test func aRunThatCouldNotLandIsWhole() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    try team.shop.git("update-ref", "refs/lora/active/\(String(repeating: "a", count: 32))", run)
    try team.shop.git("update-ref", "-d", "refs/heads/runs/tea")
    _ = try pruned(team, run, ["--force"])
    try team.shop.git("branch", "runs/tea", run)
    let checked = try team.lora("fsck")
    #expect(checked.status == .exited(0), "\(checked.text)")
  }

  @Test func aMarkedRunOfADeletedBranchIsWhole() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    try team.shop.git("update-ref", "refs/lora/mirrored/\(run)", run)
    try team.shop.git("update-ref", "-d", "refs/heads/runs/tea")
    _ = try pruned(team, run, [])
    let shown = try team.lora("checkout", run, "--to", team.shop.repository.folder.path + "/copy")
    #expect(shown.status == .exited(0), "\(shown.errorText)")
  }

  @Test func aRunThatWasPushedWithoutItsObjectsIsWhole() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    try team.shop.repository.git(
      "push", "-q", "--no-verify", "origin", "runs/tea", variables: ["GIT_LFS_SKIP_PUSH": "1"])
    _ = try pruned(team, run, ["--force"])
    #expect(try team.remoteObjects().isEmpty)
    #expect(try team.lora("push").status == .exited(0))
    #expect(try team.remoteObjects().count == 1)
  }

  @Test func theHookPutsBackWhatAPlainPushNeeds() throws {
    let team = try SharedWorkshop()
    #expect(try team.lora("init").status == .exited(0))
    let run = try team.train(weight: 201)
    #expect(try team.lora("rm", "--yes", "runs/tea").status == .exited(0))
    _ = try pruned(team, run, ["--force"])
    try team.shop.git("branch", "runs/tea", run)
    try team.shop.git("push", "-q", "origin", "runs/tea")
    #expect(try team.remoteObjects().count == 1)
  }

  @Test func anAdapterIsShownReadablyAfterwards() throws {
    let team = try SharedWorkshop()
    #expect(try team.lora("init").status == .exited(0))
    let run = try team.train(weight: 201)
    #expect(try team.lora("rm", "--yes", "runs/tea").status == .exited(0))
    _ = try pruned(team, run, [])
    let shown = try team.shop.git("show", run, "--", "output/tea/adapter_model.safetensors").text
    #expect(shown.contains("w  F32 1"), "\(shown)")
  }
}
