import LoraExperiment
import LoraReview
import LoraStore
import TestSupport
import Testing

@Suite struct RunListingTests {
  /// Branches of bare run commits: listing reads nothing else.
  private func repository(_ branches: [String: [Float]]) throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.write("a.txt", "a\n")
    let source = try repository.commitAll()
    for (branch, losses) in branches {
      var parent = source
      for (index, loss) in losses.enumerated() {
        parent = try repository.git(
          "commit-tree", "-p", parent, "-m", message(index, loss), "\(source)^{tree}"
        ).line
      }
      try repository.git("update-ref", branch, parent)
    }
    return repository
  }

  private func message(_ index: Int, _ loss: Float) -> String {
    """
    x: loss \(loss)

    Lora-Run: 1
    Lora-Id: \(RunID())
    Lora-State: \(index == 1 ? "failed" : "completed")
    Lora-Folder: output/x
    Lora-Config: configs/x.yaml
    Lora-Steps: \(10 * index)
    Lora-Loss: \(loss)
    Lora-Settings: lora_rank=\(8 + index)
    """
  }

  @Test func runsAreNamedAsGitNamesThem() throws {
    let repository = try repository(["refs/heads/runs/x": [3, 2, 1]])
    let rows = try RunListing(of: RunStore(repository.open())).rows
    #expect(Set(rows.map(\.name)) == ["runs/x", "runs/x~1", "runs/x~2"])
    let tip = try #require(rows.first { $0.name == "runs/x" })
    #expect(tip.run.summary.finalLoss == 1)
    #expect(tip.changes.map(\.text) == ["lora_rank 9 → 10"])
    #expect(
      try repository.git("rev-parse", "runs/x~2").line
        == rows.first { $0.name == "runs/x~2" }?.run.id.hex)
  }

  @Test func aRemotesOwnRunsAreListedOnce() throws {
    let repository = try repository([
      "refs/heads/runs/x": [3], "refs/remotes/origin/runs/y": [2], "refs/remotes/a/b/runs/z": [1],
    ])
    try repository.git("update-ref", "refs/remotes/origin/runs/x", "refs/heads/runs/x")
    let names = try RunListing(of: RunStore(repository.open())).rows.map(\.name)
    #expect(Set(names) == ["runs/x", "origin/runs/y", "a/b/runs/z"])
    #expect(names.count == 3)
  }

  @Test(arguments: [
    ("<2.5", ["runs/x", "runs/x~1"]), (">=3", ["runs/x~2"]), ("best:<9", []), ("=2", ["runs/x~1"]),
  ])
  func lossesAreBounded(bound: String, names: [String]) throws {
    let repository = try repository(["refs/heads/runs/x": [3, 2, 1]])
    var filter = RunFilter()
    filter.losses = [try #require(LossCondition(bound))]
    let rows = try RunListing(of: RunStore(repository.open())).rows.filter(filter.accepts)
    #expect(Set(rows.map(\.name)) == Set(names))
  }

  @Test func aKeyThatNobodySetHasItsDefault() throws {
    let repository = try repository(["refs/heads/runs/x": [3]])
    let rows = try RunListing(of: RunStore(repository.open())).rows
    for (condition, matches) in [
      ("lora_rank=8.0", true), ("rank=8", true), ("seed=42", true), ("seed=43", false),
    ] {
      var filter = RunFilter()
      filter.settings = [try #require(SettingCondition(condition))]
      #expect(rows.filter(filter.accepts).isEmpty != matches, "\(condition)")
    }
  }

  @Test(arguments: ["0.5", "<", "<x", "worst:<1", "steps:<1", ""])
  func boundsThatSayNothingAreRefused(text: String) {
    #expect(LossCondition(text) == nil)
  }

  @Test(arguments: ["", "lora_rank", "nonsense=3"])
  func conditionsOnNoKeyAreRefused(text: String) {
    #expect(SettingCondition(text) == nil)
  }
}
