import Foundation
import LoraProcess
import TestSupport
import Testing

/// Clones that do not have everything: what the remote promised is fetched, and where history was cut
/// nothing is concluded from its end.
@Suite struct PartialCloneTests {
  private static let filters = ["--filter=blob:none", "--filter=tree:0", "--depth=1"]

  private func clone(_ team: SharedWorkshop, _ option: String) throws -> String {
    for key in ["uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"] {
      try team.shop.git("config", key, "true", in: team.remote)
    }
    let path = team.shop.repository.folder.path + "/clone"
    try team.shop.git(
      "clone", "-q", option, "--no-single-branch", "file://" + team.remote, path)
    return path
  }

  @Test(arguments: filters)
  func everyCommandAnswersAsInAWholeClone(option: String) throws {
    let team = try SharedWorkshop()
    let first = try team.train(weight: 201)
    let second = try team.train(weight: 202)
    #expect(try team.lora("push").status == .exited(0))
    let clone = try clone(team, option)
    let copy = team.shop.repository.folder.path + "/copy"
    var commands: [[String]] = [
      ["log", "--json"], ["show", "origin/runs/tea"], ["show", second, "--json"], ["fetch"],
      ["checkout", "origin/runs/tea", "--to", copy], ["fsck"], ["best", "--json"],
    ]
    if option != "--depth=1" { commands.append(["diff", first, "origin/runs/tea"]) }
    for command in commands {
      let answer = try Workshop.lora(command, in: clone)
      #expect(answer.status == .exited(0), "\(command): \(answer.errorText) \(answer.text)")
      #expect(!(answer.text + answer.errorText).contains("missing"), "\(command): \(answer.text)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: copy)
    #expect(names.contains("run.json") && names.contains("adapter_model.safetensors"))
  }

  @Test(arguments: filters)
  func theNextRunGoesOnWithTheTeamsAndIsPushedAsAFastForward(option: String) throws {
    let team = try SharedWorkshop()
    _ = try team.train(weight: 201)
    let second = try team.train(weight: 202)
    #expect(try team.lora("push").status == .exited(0))
    let clone = try clone(team, option)
    let third = try team.train(in: clone, weight: 203)
    #expect(
      try team.shop.git("cat-file", "-p", third, in: clone).text.contains("parent \(second)\n"))
    let pushed = try team.lora("push", in: clone)
    #expect(pushed.status == .exited(0), "\(pushed.errorText)")
    let there = try team.remoteReferences()
    #expect(there["refs/heads/runs/tea"] == third)
    #expect(there.keys.filter { $0.hasPrefix("refs/heads/runs/") }.count == 1, "\(there)")
    #expect(try team.remoteObjects().count == 3)
    // Whoever trains beside it has moved apart, in a shallow clone too.
    _ = try team.lora("fetch")
    _ = try team.train(weight: 204)
    #expect(try team.lora("push").status == .exited(0))
    _ = try team.train(in: clone, weight: 205)
    #expect(try team.lora("push", in: clone, by: "Bob").status == .exited(0))
    #expect(try team.remoteReferences()["refs/heads/runs/tea.bob"] != nil)
  }

  @Test func aPromiseThatIsNotKeptIsSaid() throws {
    let team = try SharedWorkshop()
    _ = try team.train(weight: 201)
    #expect(try team.lora("push").status == .exited(0))
    let clone = try clone(team, "--filter=blob:none")
    try FileManager.default.moveItem(atPath: team.remote, toPath: team.remote + ".away")
    let shown = try team.lora("show", "origin/runs/tea", in: clone)
    #expect(!shown.status.isSuccess)
    #expect(shown.errorText.contains("this partial clone left it at origin"), "\(shown.errorText)")
  }
}
