import Foundation
import LoraProcess
import TestSupport
import Testing

/// `git lora rm`: out of sight, never gone.
@Suite struct RmTests {
  private func tip(_ team: SharedWorkshop) throws -> String {
    try team.shop.git("for-each-ref", "--format=%(objectname)", "refs/heads/runs/tea").line
  }

  @Test func theTipIsTakenOffItsBranchAndComesBack() throws {
    let team = try SharedWorkshop()
    let (first, second) = (try team.train(weight: 201), try team.train(weight: 202))
    let removed = try team.lora("rm", "--yes", "runs/tea")
    #expect(removed.status == .exited(0), "\(removed.errorText)")
    #expect(removed.errorText.contains("git lora rm --restore \(second.prefix(7))"))
    #expect(removed.errorText.contains("git branch -f runs/tea \(second)"))
    #expect(try tip(team) == first)
    try team.shop.git("reflog", "expire", "--expire=now", "--all")
    try team.shop.git("gc", "-q", "--prune=now")
    let restored = try team.lora("rm", "--restore", String(second.prefix(7)))
    #expect(restored.status == .exited(0), "\(restored.errorText)")
    #expect(try tip(team) == second)
    #expect(try team.shop.git("for-each-ref", "refs/lora").text.isEmpty)
  }

  @Test func gitAloneBringsItBackAsPrinted() throws {
    let team = try SharedWorkshop()
    _ = try team.train(weight: 201)
    let second = try team.train(weight: 202)
    let words = try team.lora("rm", "--yes", "runs/tea").errorText
    let line = try #require(words.split(separator: "\n").first { $0.contains("git alone") })
    _ = try TemporaryRepository.shell(
      String(line.drop { $0 != ":" }.dropFirst()), in: team.shop.path)
    #expect(try tip(team) == second)
    #expect(try team.shop.git("for-each-ref", "refs/lora/withdrawn").text.isEmpty)
    #expect(try team.lora("rm", "--yes", "runs/tea").status == .exited(0))
    #expect(try team.lora("rm", "--restore", second).status == .exited(0))
  }

  @Test func theOnlyRunGoesWithItsBranchAndComesBack() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    _ = try team.lora("push")
    #expect(try team.lora("rm", "-y", "tea").status == .exited(0))
    #expect(try tip(team).isEmpty)
    // Neither a fetch nor a push brings it back or loses it.
    _ = try team.lora("fetch")
    _ = try team.lora("push")
    #expect(try tip(team).isEmpty)
    #expect(try team.remoteReferences()["refs/lora/withdrawn/\(run)"] == run)
    #expect(try team.lora("rm", "--restore", run).status == .exited(0))
    #expect(try tip(team) == run)
    _ = try team.lora("push")
    #expect(try team.remoteReferences()["refs/lora/withdrawn/\(run)"] == nil)
  }

  @Test func anEarlierRunIsOnlyMarked() throws {
    let team = try SharedWorkshop()
    let (first, second) = (try team.train(weight: 201), try team.train(weight: 202))
    let hidden = try team.lora("rm", "--yes", "runs/tea~1", "--json")
    #expect(hidden.text.contains("\"state\" : \"withdrawn\""))
    #expect(try tip(team) == second)
    #expect(try team.shop.git("rev-parse", "refs/lora/withdrawn/\(first)").line == first)
    #expect(try team.lora("rm", "--yes", "runs/tea~1").text.contains("is withdrawn already"))
    _ = try team.lora("push")

    let clone = try team.clone("clone")
    #expect(try team.lora("fetch", in: clone).text.contains("withdrawn by others: 1 run"))
    #expect(try team.lora("rm", "--restore", first, in: clone).status == .exited(0))
    _ = try team.lora("push", in: clone)
    #expect(try team.lora("fetch").text.contains("restored by others: 1 run"))
    #expect(try team.shop.git("for-each-ref", "refs/lora").text.isEmpty)
  }

  @Test func aRunThatOnlyThisMachineHasTakesItsMarkNowhere() throws {
    let team = try SharedWorkshop()
    _ = try team.train(weight: 201)
    _ = try team.lora("push")
    let second = try team.train(weight: 202)
    _ = try team.lora("rm", "-y", "tea")
    #expect(try team.lora("push").text.contains("has every run already"))
    #expect(try !team.remoteReferences().values.contains(second))
  }

  @Test func aRunIsReleasedFromItsTaskOnlyOnRequest() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    try team.shop.git("update-ref", "refs/lora/mirrored/\(run)", run)
    _ = try team.lora("push")
    #expect(try team.lora("rm", "-y", "tea").status == .exited(0))
    _ = try team.lora("push")
    #expect(try team.remoteReferences()["refs/lora/mirrored/\(run)"] == run)
    #expect(try team.lora("rm", "-y", "--release", run).status == .exited(0))
    _ = try team.lora("push")
    #expect(try team.remoteReferences()["refs/lora/mirrored/\(run)"] == nil)
    #expect(try team.remoteReferences()["refs/lora/withdrawn/\(run)"] == run)
  }

  @Test func aDamagedRunIsHiddenToo() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    let blob = try team.shop.git("rev-parse", "\(run):output/tea/run.json").line
    let file = "\(team.shop.path)/.git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))"
    try FileManager.default.removeItem(atPath: file)
    let removed = try team.lora("rm", "--yes", "runs/tea")
    #expect(removed.status == .exited(0), "\(removed.errorText)")
    #expect(try tip(team).isEmpty)
  }

  @Test func nobodyToAskMeansNo() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    let asked = try team.lora("rm", "runs/tea")
    #expect(asked.status == .exited(64))
    #expect(asked.errorText.contains("--yes"))
    #expect(try tip(team) == run)
  }

  @Test func aCheckedOutBranchIsLeftAlone() throws {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    try FileManager.default.removeItem(atPath: team.shop.path + "/output")
    try team.shop.git("checkout", "-q", "runs/tea")
    let refused = try team.lora("rm", "--yes", "runs/tea")
    #expect(refused.status == .exited(75))
    #expect(refused.errorText.contains("checked out in"))
    #expect(try tip(team) == run)
    #expect(try team.shop.git("for-each-ref", "refs/lora").text.isEmpty)
  }

  @Test func aBranchThatWentOnIsNotMovedBack() throws {
    let team = try SharedWorkshop()
    let first = try team.train(weight: 201)
    _ = try team.lora("rm", "-y", "tea")
    let second = try team.train(weight: 202)
    let refused = try team.lora("rm", "--restore", first)
    #expect(refused.status == .exited(75))
    #expect(refused.errorText.contains("git branch runs/NAME \(first)"))
    #expect(try tip(team) == second)
    try team.shop.git("branch", "runs/tea-first", first)
    #expect(try team.lora("rm", "--restore", first).status == .exited(0))
    #expect(try team.lora("rm", "--restore", first).status == .exited(64))
  }
}
