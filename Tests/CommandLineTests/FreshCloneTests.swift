import Foundation
import LoraProcess
import Testing

/// What somebody meets who has just cloned the team's repository.
@Suite struct FreshCloneTests {
  private func shared() throws -> (team: SharedWorkshop, run: String, clone: String) {
    let team = try SharedWorkshop()
    let run = try team.train(weight: 201)
    #expect(try team.lora("push").status == .exited(0))
    return (team, run, try team.clone("clone"))
  }

  @Test(arguments: ["tea", "runs/tea", "tea~0"])
  func aRunsNameStandsForTheRemotes(name: String) throws {
    let (team, run, clone) = try shared()
    for name in [name, "origin/runs/tea"] {
      let shown = try team.lora("show", name, "--no-task", in: clone)
      #expect(shown.status == .exited(0) && shown.text.contains(run), "\(shown.errorText)")
    }
    let missed = try team.lora("show", "te", in: clone)
    #expect(missed.status == .exited(64) && missed.errorText.contains("did you mean tea?"))
  }

  @Test func checkoutFetchesTheWeightsItLacks() throws {
    let (team, _, clone) = try shared()
    let written = try team.lora("checkout", "tea", "--to", "got", in: clone)
    #expect(written.status == .exited(0), "\(written.errorText)")
    #expect(written.errorText.contains("fetching 1 LFS object from origin"))
    let weights = "\(clone)/got/adapter_model.safetensors"
    #expect(try Data(contentsOf: URL(filePath: weights)).count > 60)
  }

  @Test func theNextRunFollowsTheTeams() throws {
    let (team, run, clone) = try shared()
    #expect(
      try team.lora("run", "tea", "--dry-run", in: clone).text
        .contains("runs/tea, after origin/runs/tea"))
    let trained = try team.lora("run", "tea", "-s", "seed=8", in: clone, weight: 202)
    #expect(trained.status == .exited(0), "\(trained.errorText)")
    #expect(trained.errorText.contains("note: it follows origin/runs/tea (\(run.prefix(7)))"))
    #expect(try team.shop.git("rev-parse", "runs/tea~1", in: clone).line == run)
    #expect(
      try team.shop.git("log", "-1", "--format=%s", "runs/tea", in: clone).text.contains("seed"))
    #expect(try team.lora("push", in: clone).status == .exited(0))
    #expect(
      try team.remoteReferences().keys.sorted() == ["refs/heads/main", "refs/heads/runs/tea"])
  }

  @Test func runsOfAnotherConfigAreNotFollowed() throws {
    let (team, run, clone) = try shared()
    try FileManager.default.copyItem(
      atPath: clone + "/configs/tea.yaml", toPath: clone + "/configs/mate.yaml")
    let trained = try team.lora(
      "run", "configs/mate.yaml", "--name", "tea", "-s", "output_dir=output/mate", in: clone)
    #expect(trained.status == .exited(0), "\(trained.errorText)")
    #expect(try team.shop.git("rev-parse", "runs/tea~1", in: clone).line != run)
  }

  @Test(arguments: [
    "https://user:secret@example.com/x.git", "git@host:x.git", "/srv/x.git", "../x",
  ])
  func anAddressIsNoRemote(address: String) throws {
    let (team, _, clone) = try shared()
    for command in ["push", "fetch"] {
      let refused = try team.lora(command, address, in: clone)
      #expect(refused.status == .exited(64))
      #expect(refused.errorText.contains("by its name, not by an address"))
      #expect(refused.errorText.contains("hint: git remote add NAME ADDRESS"))
      #expect(!refused.errorText.contains("secret"))
    }
  }

  @Test func gitShowsMetricsReadablyAfterInit() throws {
    let (team, _, clone) = try shared()
    func shown() throws -> String {
      try team.shop.git("show", "origin/runs/tea", "--", "output/tea/metrics.jsonl", in: clone).text
    }
    #expect(try shown().contains("+{\"step\":1,"))
    #expect(try team.lora("init", in: clone).status == .exited(0))
    #expect(try shown().contains("+step 1  loss 2.5\n"))
    let attributes = try team.shop.git(
      "show", "origin/runs/tea:output/tea/.gitattributes", in: clone)
    #expect(attributes.text.contains("\n/metrics.jsonl diff=lora\n"))
  }
}
