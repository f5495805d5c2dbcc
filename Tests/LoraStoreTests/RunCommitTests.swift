import Foundation
import LoraDigest
import LoraExperiment
import LoraGit
import LoraStore
import TestSupport
import Testing

@Suite struct RunCommitTests {
  @Test func stockGitAndGitLFSAgree() throws {
    let sample = try SampleRun()
    let temporary = sample.temporary
    let weights = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let landed = try sample.land(try sample.draft(weights: weights))
    try temporary.git("fsck", "--strict")
    #expect(try temporary.git("rev-parse", "runs/x").line == landed.commit.hex)
    let listed = try temporary.git("lfs", "ls-files", "-l", "runs/x").text
    let digest = Digest.of(weights)
    #expect(listed == "\(digest) - output/x/adapter.safetensors\n")
    try temporary.git("lfs", "fsck", "runs/x")
    let files = try temporary.git("ls-tree", "-r", "--name-only", "runs/x").text
    #expect(
      files.split(separator: "\n") == [
        ".gitignore", "configs/x.yaml", "output/x/.gitattributes", "output/x/adapter.safetensors",
        "output/x/config.yaml", "output/x/metrics.jsonl", "output/x/run.json",
        "output/x/samples/0001.txt",
      ])
    #expect(landed.record.files.map(\.path).count == 5)

    let path = sample.store.objects.path(of: digest)
    chmod(path, 0o644)
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try handle.write(contentsOf: Data([weights[0] ^ 1]))
    try handle.close()
    #expect(throws: (any Error).self) {
      try temporary.git("lfs", "fsck", "--dry-run", "runs/x")
    }
  }

  /// Attributes of the team's own (line ends, LFS for everything) must not change what a run holds.
  @Test func aCloneGetsTheSameBytes() throws {
    let temporary = try TemporaryRepository()
    try temporary.git("lfs", "install", "--local")
    try temporary.write(".gitattributes", "* text=auto eol=crlf\n*.jsonl filter=lfs -text\n")
    let sample = try SampleRun(of: temporary)
    var draft = try sample.draft()
    let odd = try temporary.folder.write("odd", bytes: Array(repeating: 5, count: 100))
    draft.files.append(
      RunFile("trainer/state \"1\" [a].pt", .collected, .lfs(try sample.store.objects.put(odd))))
    let landed = try sample.land(draft)
    try temporary.git("lfs", "fsck", "runs/x")
    try temporary.git("lfs", "fsck", "--pointers", "runs/x")

    let clone = temporary.folder.path + "/clone"
    let skipping = ["GIT_LFS_SKIP_SMUDGE": "1"]
    try TemporaryRepository.git(
      ["clone", "-q", temporary.path, clone], in: temporary.folder.path, variables: skipping)
    try TemporaryRepository.git(["lfs", "install", "--local"], in: clone)
    try TemporaryRepository.git(["branch", "-q", "runs/x", "origin/runs/x"], in: clone)
    try TemporaryRepository.git(["lfs", "fetch", "origin", "runs/x"], in: clone)
    try TemporaryRepository.git(["checkout", "-q", "--detach", "runs/x"], in: clone)
    for file in landed.record.files {
      let bytes = FileManager.default.contents(atPath: "\(clone)/output/x/\(file.path)")
      #expect(bytes.map { Digest.of([UInt8]($0)) } == file.digest, "\(file.path)")
    }
    let status = try TemporaryRepository.git(["status", "--porcelain"], in: clone).text
    #expect(status == "")
  }

  @Test func parentsAreTheRunBeforeAndTheSource() throws {
    let sample = try SampleRun()
    let source = try #require(try sample.store.repository.head().commit)
    let first = try sample.land(try sample.draft())
    #expect(try sample.store.repository.commit(first.commit).parents == [source])
    let second = try sample.land(try sample.draft(weights: [2]))
    #expect(try sample.store.repository.commit(second.commit).parents == [first.commit])
    let newer = try #require(ObjectID(hex: try sample.temporary.commitAll("newer")))
    let third = try sample.land(try sample.draft(weights: [3]))
    #expect(try sample.store.repository.commit(third.commit).parents == [second.commit, newer])
    try sample.temporary.git("checkout", "-q", "--detach", "HEAD~1")
    let fourth = try sample.land(try sample.draft(weights: [4]))
    #expect(try sample.store.repository.commit(fourth.commit).parents == [third.commit])
  }

  @Test func aRunOnAnUnbornBranchHasNoParent() throws {
    let temporary = try TemporaryRepository()
    let sample = try SampleRun(in: temporary.path, of: temporary)
    let first = try sample.land(try sample.draft())
    let second = try sample.land(try sample.draft(weights: [2]))
    #expect(try sample.store.repository.commit(first.commit).parents == [])
    #expect(try sample.store.repository.commit(second.commit).parents == [first.commit])
    #expect(try sample.store.repository.head() == .unborn(reference: "refs/heads/main"))
  }

  @Test func theFolderReplacesWhatStoodThere() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("output/x/old.txt", "old\n")
    try temporary.write("output/y/kept.txt", "kept\n")
    try temporary.git("add", "output")
    let sample = try SampleRun(of: temporary)
    let landed = try sample.land(try sample.draft())
    let repository = sample.store.repository
    let tree = try repository.commit(landed.commit).tree
    #expect(try repository.entry(at: "output/x/old.txt", in: tree) == nil)
    #expect(try repository.entry(at: "output/y/kept.txt", in: tree) != nil)
  }

  @Test func beginningIsRecordedUntilTheRunLands() throws {
    let sample = try SampleRun()
    let draft = try sample.draft(state: .running)
    let begun = try sample.store.begin(draft, by: sample.identities)
    let active = RunRefs.active(draft.record.id)
    #expect(try sample.store.repository.reference(active) == begun)
    let listed = try sample.store.activeCommits()
    #expect(listed.mapValues(\.id) == [draft.record.id: begun])
    #expect(listed[draft.record.id]?.summary.state == .running)
    let landed = try sample.land(draft)
    #expect(try sample.store.repository.reference(active) == nil)
    #expect(try sample.store.repository.reference("refs/heads/runs/x") == landed.commit)
  }

  @Test func aBranchThatIsCheckedOutIsNotMoved() throws {
    let sample = try SampleRun()
    let first = try sample.land(try sample.draft())
    let linked = sample.temporary.folder.path + "/linked"
    try sample.temporary.git("worktree", "add", "-q", linked, "runs/x")
    #expect(
      throws: StoreError.branchCheckedOut(
        branch: "runs/x", workingTree: linked, run: nil, kept: nil)
    ) { try sample.store.checkTarget("refs/heads/runs/x") }
    let draft = try sample.draft(weights: [2])
    let error = try #require(throws: StoreError.self) { try sample.land(draft) }
    guard case .branchCheckedOut("runs/x", linked, draft.record.id, let kept?) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(try sample.store.repository.reference("refs/heads/runs/x") == first.commit)
    #expect(
      try sample.store.repository.reference(RunRefs.active(draft.record.id)) == kept)
    // The way out that the message names, and later on the list of kept runs.
    #expect(
      try sample.store.keptRuns().map(\.landing)
        == ["git -C \(ShellWord.quoting(linked)) merge --ff-only \(kept)"])
    #expect(
      error.hint?.contains("git -C \(ShellWord.quoting(linked)) merge --ff-only \(kept)") == true)
    try TemporaryRepository.git(["merge", "-q", "--ff-only", kept.hex], in: linked)
    #expect(try sample.store.repository.reference("refs/heads/runs/x") == kept)
    #expect(try sample.store.keptRuns().isEmpty)
  }

  /// Where the branch went on meanwhile, moving it to the kept run would take runs away.
  @Test func aKeptRunNeverTakesOthersAway() throws {
    let sample = try SampleRun()
    try sample.land(try sample.draft())
    let lock = ".git/refs/heads/runs/x.lock"
    try sample.temporary.write(lock, "")
    let draft = try sample.draft(weights: [2])
    #expect(throws: StoreError.self) { try sample.land(draft) }
    try FileManager.default.removeItem(atPath: sample.temporary.path + "/" + lock)
    let kept = try #require(try sample.store.keptRuns().first)
    #expect(kept.record.id == draft.record.id)
    #expect(kept.landing == "git branch -f runs/x \(kept.run.id)")
    let later = try sample.land(try sample.draft(weights: [3]))
    let command = try #require(try sample.store.keptRuns().first).landing
    #expect(command == "git branch runs/x-\(draft.record.id.short) \(kept.run.id)")
    _ = try TemporaryRepository.shell(command, in: sample.temporary.path)
    #expect(try sample.store.repository.reference("refs/heads/runs/x") == later.commit)
    #expect(
      try sample.store.repository.reference("refs/heads/runs/x-\(draft.record.id.short)")
        == kept.run.id)
  }

  @Test func aLockThatIsNeverFreedKeepsTheRun() throws {
    let sample = try SampleRun()
    let first = try sample.land(try sample.draft())
    try sample.temporary.write(".git/refs/heads/runs/x.lock", "")
    let draft = try sample.draft(weights: [2])
    let error = try #require(throws: StoreError.self) { try sample.land(draft) }
    guard case .branchBusy(let last, "runs/x", draft.record.id, let kept) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(last.kind == .locked)
    #expect(try sample.store.activeCommits()[draft.record.id]?.id == kept)
    #expect(try sample.store.repository.reference("refs/heads/runs/x") == first.commit)
  }

  /// A process killed while it moved the branch leaves its note and Git's lock file.
  @Test func aLockLeftByAKilledRunIsRemoved() throws {
    let sample = try SampleRun()
    try sample.land(try sample.draft())
    try sample.temporary.write(".git/refs/heads/runs/x.lock", "")
    try sample.temporary.write(".git/lora/moving", "refs/heads/runs/x")
    let landed = try sample.land(try sample.draft(weights: [2]))
    #expect(try sample.store.repository.reference("refs/heads/runs/x") == landed.commit)
    #expect(access(sample.store.folder + "/moving", F_OK) != 0)
  }

  @Test func anActiveReferenceIsDroppedThoughAKilledRunLockedIt() throws {
    let sample = try SampleRun()
    let draft = try sample.draft(state: .running)
    try sample.store.begin(draft, by: sample.identities)
    try sample.temporary.write(".git/\(RunRefs.active(draft.record.id)).lock", "")
    try sample.store.dropActive(draft.record.id)
    #expect(try sample.store.activeCommits().isEmpty)
  }

  @Test func weightsThatVanishedBeforeTheCommitAreNoticed() throws {
    let sample = try SampleRun()
    let draft = try sample.draft()
    guard case .lfs(let pointer) = draft.files[0].content else { return }
    // Both names of it: one alone is put back.
    try FileManager.default.removeItem(atPath: sample.store.objects.path(of: pointer.digest))
    try FileManager.default.removeItem(atPath: sample.store.folder + "/objects")
    #expect(throws: StoreError.missingObject(pointer)) { try sample.land(draft) }
    #expect(try sample.store.repository.reference("refs/heads/runs/x") == nil)
  }

  @Test func aNameThatCannotExistIsRefused() throws {
    let sample = try SampleRun()
    try sample.land(try sample.draft(name: "x/y"))
    #expect(throws: StoreError.branchInTheWay(branch: "runs/x", other: "runs/x/y")) {
      try sample.store.checkTarget("refs/heads/runs/x")
    }
    let draft = try sample.draft()
    let error = try #require(throws: StoreError.self) { try sample.land(draft) }
    let kept = try #require(error.keptCommit)
    #expect(try sample.store.repository.reference(RunRefs.active(draft.record.id)) == kept)
    let command = try #require(try sample.store.keptRuns().first).landing
    #expect(command.hasPrefix("git branch runs/x-"))
    #expect(error.hint == "the run is kept as \(kept); land it with: \(command)")
  }

  @Test func aRunThatCannotBeSignedIsKept() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a", "a")
    try temporary.commitAll()
    try temporary.git("config", "commit.gpgsign", "true")
    try temporary.git("config", "gpg.program", "false")
    let sample = try SampleRun(in: temporary.path, of: temporary)
    let draft = try sample.draft()
    let error = try #require(throws: StoreError.self) { try sample.land(draft) }
    guard case .unsigned(_, draft.record.id, let kept) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(try sample.store.repository.reference(RunRefs.active(draft.record.id)) == kept)
    #expect(try sample.store.repository.reference("refs/heads/runs/x") == nil)
  }

  /// The folder of the active references comes and goes with them.
  @Test func runsThatBeginTogetherAllBegin() async throws {
    let sample = try SampleRun()
    let temporary = sample.temporary
    let draft = try sample.draft(state: .running)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let own = try SampleRun(in: temporary.path, of: temporary)
          for _ in 0..<20 {
            var draft = draft
            draft.record = SampleRun.record(state: .running, source: draft.record.source)
            try own.store.begin(draft, by: own.identities)
            try own.store.dropActive(draft.record.id)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try sample.store.activeCommits().isEmpty)
  }

  /// Eight at once on one branch, while someone packs references: none is lost, none is doubled.
  @Test func runsThatEndTogetherAllLand() async throws {
    let sample = try SampleRun()
    let temporary = sample.temporary
    try await withThrowingTaskGroup(of: [String].self) { group in
      for writer in 0..<8 {
        group.addTask {
          let own = try SampleRun(in: temporary.path, of: temporary)
          return try (0..<3).map { round in
            let draft = try own.draft(weights: [UInt8(writer), UInt8(round)])
            return try own.land(draft).record.id.text
          }
        }
      }
      group.addTask {
        for _ in 0..<8 { try temporary.git("pack-refs", "--all") }
        return []
      }
      var landed: [String] = []
      for try await ids in group { landed += ids }
      let tip = try #require(try sample.store.repository.reference("refs/heads/runs/x"))
      let logged = try sample.store.runs(from: tip).map(\.summary.id.text)
      #expect(logged.count == 24)
      #expect(logged.sorted() == landed.sorted())
    }
    try temporary.git("fsck", "--strict")
  }
}
