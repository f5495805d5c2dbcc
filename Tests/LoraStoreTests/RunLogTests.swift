import LoraExperiment
import LoraGit
import LoraStore
import TestSupport
import Testing

@Suite struct RunLogTests {
  @Test func listsTheRunsOfABranchNewestFirst() throws {
    let sample = try SampleRun()
    let runs = try (1...3).map { number in
      try sample.land(try sample.draft(weights: [UInt8(number)], settings: ["n": "\(number)"]))
    }
    try sample.land(try sample.draft(name: "other"))
    let branches = try sample.store.branches()
    #expect(branches.map(\.name) == ["other", "x"])
    let logged = try sample.store.runs(from: branches[1].tip)
    #expect(logged.map(\.id) == runs.reversed().map(\.commit))
    #expect(logged.map(\.summary.settings["n"]) == ["3", "2", "1"])
    #expect(try sample.store.runs(from: branches[1].tip, limit: 2).count == 2)
    #expect(try sample.store.previous(logged[0]) == logged[1])
    #expect(try sample.store.previous(logged[2]) == nil)
  }

  @Test func readsARunByAnyOfItsNames() throws {
    let sample = try SampleRun()
    let metrics = [Metric(step: 1, loss: 2.5), Metric(step: 2, loss: 2.25)]
    let landed = try sample.land(try sample.draft(metrics: metrics))
    try sample.land(try sample.draft(weights: [9]))
    for name in ["runs/x~1", landed.commit.hex, landed.commit.short] {
      let run = try sample.store.run(name)
      #expect(try sample.store.record(of: run) == landed.record)
      #expect(try sample.store.metrics(of: run) == metrics)
      #expect(try sample.store.file("config.yaml", of: run) == Array("seed: 1\r\n".utf8))
      #expect(try sample.store.file("none", of: run) == nil)
    }
    #expect(throws: StoreError.notARun(revision: "HEAD")) { try sample.store.run("HEAD") }
  }

  @Test func bringsARunsFilesBack() throws {
    let sample = try SampleRun()
    let landed = try sample.land(try sample.draft(weights: [1, 2, 3]))
    let run = try sample.store.run("runs/x")
    let files = try sample.store.files(of: run)
    #expect(
      files.map(\.path) == [
        ".gitattributes", "adapter.safetensors", "config.yaml", "metrics.jsonl", "run.json",
        "samples/0001.txt",
      ])
    for file in files {
      try sample.store.write(file, to: sample.temporary.folder.path + "/out/" + file.path)
    }
    for file in landed.record.files {
      #expect(.of(try sample.temporary.folder.read("out/" + file.path)) == file.digest)
    }
    try sample.temporary.folder.write("out/config.yaml", "edited\n")
    #expect(try sample.store.file("config.yaml", of: run) == Array("seed: 1\r\n".utf8))
  }

  @Test func stopsAtTheFirstCommitThatIsNoRun() throws {
    let sample = try SampleRun()
    try sample.land(try sample.draft())
    try sample.temporary.git("checkout", "-q", "runs/x", "--force")
    try sample.temporary.commitAll("by hand")
    try sample.temporary.git("checkout", "-q", "main", "--force")
    let landed = try sample.land(try sample.draft(weights: [2]))
    #expect(try sample.store.runs(from: landed.commit).map(\.id) == [landed.commit])
  }

  @Test func aShallowHistoryIsNoLoss() throws {
    let sample = try SampleRun()
    for number in 1...3 { try sample.land(try sample.draft(weights: [UInt8(number)])) }
    let tip = try #require(try sample.store.branches().first).tip
    let clone = sample.temporary.folder.path + "/clone"
    try sample.temporary.git(
      "clone", "-q", "--depth", "2", "-b", "runs/x", "file://" + sample.temporary.path, clone)
    let history = RunStore(try sample.temporary.open(from: clone)).history(of: tip)
    #expect(history.runs.map(\.place) == [0, 1])
    #expect(history.flaws == [])
    let whole = sample.store.history(of: tip, upTo: [history.runs[1].run.id])
    #expect(whole.runs.map(\.run.id) == [tip])
  }
}
