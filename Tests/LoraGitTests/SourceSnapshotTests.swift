import Foundation
import LoraGit
import TestSupport
import Testing

@Suite struct SourceSnapshotTests {
  /// The tree of the index plus edits, made from an index without any cached file state.
  private func expectedTree(of top: String, in scratch: TemporaryFolder) throws -> String {
    let index = ["GIT_INDEX_FILE": "\(scratch.path)/rebuilt"]
    let entries = try TemporaryRepository.git(["ls-files", "-s", "-v", "-z"], in: top).text
    let lines = entries.split(separator: "\0")
    // "H mode id stage\tpath"; entries that Git was told to skip keep what the index says.
    let skipped = lines.filter { $0.hasPrefix("S ") }.compactMap {
      $0.split(separator: "\t", maxSplits: 1).last.map(String.init)
    }
    let list = lines.map { $0.dropFirst(2) + "\0" }.joined()
    let file = try scratch.write("list", list)
    try TemporaryRepository.git(["read-tree", "--empty"], in: top, variables: index)
    _ = try TemporaryRepository.shell(
      "git update-index -z --index-info < '\(file)'", in: top, variables: index)
    for path in skipped {
      try TemporaryRepository.git(
        ["update-index", "--skip-worktree", "--", path], in: top, variables: index)
    }
    try TemporaryRepository.git(
      ["-c", "core.safecrlf=false", "add", "-u"], in: top, variables: index)
    return try TemporaryRepository.git(["write-tree"], in: top, variables: index).line
  }

  @Test(arguments: Situation.allCases)
  func equalsAnIndexRebuiltFromScratch(situation: Situation) throws {
    let temporary = try TemporaryRepository()
    let top = try situation.make(in: temporary)
    let before = try WorkingTreeState(of: top)
    let repository = try temporary.open(from: top)
    let snapshot = try SourceSnapshot.take(of: repository)
    #expect(try WorkingTreeState(of: top) == before)

    #expect(snapshot.tree.hex == (try expectedTree(of: top, in: temporary.folder)))
    let head = try? TemporaryRepository.git(["rev-parse", "HEAD"], in: top).line
    #expect(snapshot.commit?.hex == head)
    let headTree = try? TemporaryRepository.git(["rev-parse", "HEAD^{tree}"], in: top).line
    #expect(snapshot.isDirty == (snapshot.tree.hex != (headTree ?? ObjectID.emptyTree.hex)))
    let leftovers = try FileManager.default.contentsOfDirectory(
      atPath: repository.environment.paths.commonDirectory + "/lora")
    #expect(leftovers == [])
    try TemporaryRepository.git(["fsck", "--strict"], in: top)
  }

  @Test func holdsAConfigThatIsUntrackedOrIgnored() throws {
    let temporary = try TemporaryRepository()
    try temporary.write(".gitignore", "*.yaml\n")
    try temporary.commitAll()
    try temporary.write("configs/a.yaml", "seed: 1\n")
    try temporary.write(".lorarc", "project: x\n")
    try temporary.write("notes.txt", "notes\n")
    let repository = try temporary.open()
    let before = try WorkingTreeState(of: temporary.path)
    let snapshot = try SourceSnapshot.take(
      of: repository, including: ["configs/a.yaml", ".lorarc"])
    #expect(try WorkingTreeState(of: temporary.path) == before)
    #expect(
      try repository.file(at: "configs/a.yaml", in: snapshot.tree) == Array("seed: 1\n".utf8))
    #expect(
      try repository.files(below: snapshot.tree).map(\.path)
        == [".gitignore", ".lorarc", "configs/a.yaml"])
    #expect(snapshot.untracked == ["notes.txt"])
  }

  @Test func holdsEverythingWhenAsked() throws {
    let temporary = try TemporaryRepository()
    try temporary.write(".gitignore", "ignored\n")
    try temporary.commitAll()
    try temporary.write("ignored", "x")
    try temporary.write("sub/new.txt", "new\n")
    let repository = try temporary.open()
    let snapshot = try SourceSnapshot.take(of: repository, includeUntracked: true)
    #expect(
      try repository.files(below: snapshot.tree).map(\.path) == [".gitignore", "sub/new.txt"])
    #expect(snapshot.untracked.isEmpty)
  }

  @Test func shortensAListOfVeryManyUntrackedFiles() throws {
    let temporary = try TemporaryRepository()
    try temporary.commitAll()
    for number in 0...SourceSnapshot.longestList {
      try temporary.write("data/\(number).txt", "x")
    }
    let snapshot = try SourceSnapshot.take(of: try temporary.open())
    #expect(snapshot.untracked == ["data/"])
  }

  @Test func passesOverPathsOutsideTheWorkingTree() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.txt", "a\n")
    try temporary.commitAll()
    let outside = try temporary.folder.write("outside.yaml", "seed: 1\n")
    let snapshot = try SourceSnapshot.take(
      of: try temporary.open(), including: [outside, "../outside.yaml"])
    #expect(!snapshot.isDirty)
  }

  @Test func leavesAnotherProcessItsIndex() throws {
    let temporary = try TemporaryRepository()
    try temporary.commitAll()
    try temporary.write(".git/lora/index-1-2", "of another process, just now")
    _ = try SourceSnapshot.take(of: try temporary.open())
    let left = try FileManager.default.contentsOfDirectory(atPath: temporary.path + "/.git/lora")
    #expect(left == ["index-1-2"])
  }

  @Test func refusesAnUnfinishedMerge() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.txt", "base\n")
    try temporary.commitAll()
    try temporary.git("checkout", "-q", "-b", "side")
    try temporary.write("a.txt", "side\n")
    try temporary.commitAll()
    try temporary.git("checkout", "-q", "main")
    try temporary.write("a.txt", "main\n")
    try temporary.commitAll()
    _ = try? temporary.git("merge", "side")
    let repository = try temporary.open()
    let before = try WorkingTreeState(of: temporary.path)
    let error = try #require(throws: GitError.self) { try SourceSnapshot.take(of: repository) }
    #expect(error.kind == .unmerged)
    #expect(error.message.contains("'a.txt'"))
    #expect(try WorkingTreeState(of: temporary.path) == before)
  }

  /// With commits Git would take it for a submodule, without any it refuses to add at all.
  @Test(arguments: [false, true])
  func aRepositoryInsideIsNamedAndLeftOut(hasCommit: Bool) throws {
    let temporary = try TemporaryRepository()
    try temporary.commitAll()
    try temporary.write("sub/own/[x].txt", "x\n")
    try temporary.write("sub/[n] *ested/inside.txt", "inside\n")
    let nested = temporary.path + "/sub/[n] *ested"
    try TemporaryRepository.git(["init", "-q"], in: nested)
    if hasCommit {
      try TemporaryRepository.git(["commit", "-q", "--allow-empty", "-m", "x"], in: nested)
    }
    let repository = try temporary.open()
    let all = try SourceSnapshot.take(of: repository, includeUntracked: true)
    #expect(all.nestedRepositories == ["sub/[n] *ested/"])
    #expect(all.untracked == [])
    #expect(try repository.entry(at: "sub/own/[x].txt", in: all.tree) != nil)
    #expect(try repository.entry(at: "sub/[n] *ested", in: all.tree) == nil)
    let tracked = try SourceSnapshot.take(of: repository)
    #expect(tracked.untracked == ["sub/own/[x].txt"])
    #expect(tracked.nestedRepositories == ["sub/[n] *ested/"])
  }

  @Test func needsAWorkingTree() throws {
    let temporary = try TemporaryRepository(arguments: ["--bare"])
    let repository = try temporary.open()
    let error = try #require(throws: GitError.self) { try SourceSnapshot.take(of: repository) }
    #expect(error.kind == .noWorkingTree)
  }

  @Test func aConfigInsideASubmoduleIsLeftToIt() throws {
    let temporary = try TemporaryRepository()
    _ = try Situation.submodule.make(in: temporary)
    try temporary.write("lib rary/config.yaml", "seed: 1\n")
    let snapshot = try SourceSnapshot.take(
      of: try temporary.open(), including: ["lib rary/config.yaml"])
    let plain = try SourceSnapshot.take(of: try temporary.open())
    #expect(snapshot.tree == plain.tree)
    #expect(snapshot.dirtySubmodules == ["lib rary"])
    try FileManager.default.removeItem(atPath: temporary.path + "/lib rary/config.yaml")
    #expect(try SourceSnapshot.take(of: try temporary.open()).dirtySubmodules == [])
  }
}
