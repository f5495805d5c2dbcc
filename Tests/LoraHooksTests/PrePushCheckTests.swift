import Foundation
import LoraGit
import LoraHooks
import LoraYAML
import TestSupport
import Testing

@Suite struct PrePushCheckTests {
  static let good = """
    task_type: text-generation
    train_data_dir: ./data
    base_model: ./models/base
    lora_rank: 8

    """
  static let bad = good + "lora_rnak: 8\n"
  static let none = String(repeating: "0", count: 40)

  let repository: TemporaryRepository

  init() throws { repository = try TemporaryRepository() }

  /// What the hook finds when `main` is pushed where the remote has `old`.
  private func findings(
    pushing revision: String = "main", over old: String? = nil, remote: String = "origin"
  ) throws -> [PushFinding] {
    let tip = try repository.git("rev-parse", revision).line
    let line = "refs/heads/main \(tip) refs/heads/main \(old ?? Self.none)\n"
    return try findings(PushedRef.parse(Array(line.utf8)), remote: remote)
  }

  private func findings(_ refs: [PushedRef], remote: String = "origin") throws -> [PushFinding] {
    let git = try GitEnvironment.discover(
      from: repository.path, variables: TemporaryRepository.variables)
    return try PrePushCheck(Repository(git), remote: remote).findings(for: refs)
  }

  /// Notes that the remote has `revision` under `branch`, as a fetch does.
  private func remember(_ revision: String, as branch: String) throws {
    try repository.git("update-ref", "refs/remotes/origin/\(branch)", revision)
  }

  @Test func aFirstPushIsCheckedInFull() throws {
    try repository.write("configs/good.yaml", Self.good)
    try repository.write("configs/deep/er/bad.yml", Self.bad)
    try repository.write("configs/notes.txt", "a: [")
    try repository.write("other/bad.yaml", Self.bad)
    let tip = try repository.commitAll()
    let findings = try findings()
    #expect(findings.map(\.path) == ["configs/deep/er/bad.yml"])
    #expect(findings[0].commit.hex == tip)
    #expect(findings[0].references == ["refs/heads/main"])
    #expect(findings[0].diagnostics.map(\.line) == [5])
    #expect(findings[0].diagnostics[0].file == "configs/deep/er/bad.yml")
    #expect(findings.refusePush)
  }

  @Test func whatTheReferenceHasAlreadyIsNotCheckedAgain() throws {
    try repository.write("configs/old.yaml", Self.bad)
    let old = try repository.commitAll()
    try repository.write("configs/new.yaml", Self.good)
    try repository.commitAll()
    #expect(try findings(over: old).isEmpty)
    try repository.write("configs/old.yaml", Self.bad + "# touched\n")
    try repository.commitAll()
    #expect(try findings(over: old).map(\.path) == ["configs/old.yaml"])
    try repository.git("mv", "configs/old.yaml", "configs/moved.yaml")
    try repository.commitAll()
    #expect(try findings(over: old).map(\.path) == ["configs/moved.yaml"])
  }

  @Test func anUnknownRemoteCommitCountsAsNone() throws {
    try repository.write("configs/bad.yaml", Self.bad)
    try repository.commitAll()
    #expect(try findings(over: String(repeating: "a", count: 40)).count == 1)
  }

  @Test func aNewBranchIsComparedWithTheRemotesBranches() throws {
    try repository.write("configs/a.yaml", Self.bad)
    try repository.commitAll()
    try remember("main", as: "main")
    try repository.write("configs/b.yaml", Self.good)
    try repository.commitAll()
    #expect(try findings().isEmpty)
    #expect(try findings(remote: "elsewhere").map(\.path) == ["configs/a.yaml"])
    #expect(try findings(remote: "https://host/x.git").map(\.path) == ["configs/a.yaml"])
  }

  @Test func aBranchFromAnOlderCommitBringsNothingNew() throws {
    try repository.write("configs/a.yaml", Self.bad)
    let old = try repository.commitAll()
    try repository.write("configs/a.yaml", Self.good)
    try repository.commitAll()
    try remember("main", as: "main")
    try repository.git("checkout", "-q", "-b", "side", old)
    try repository.write("README", "side")
    try repository.commitAll()
    #expect(try findings(pushing: "side").isEmpty)
    try repository.write("configs/a.yaml", Self.bad + "# still\n")
    try repository.commitAll()
    #expect(try findings(pushing: "side").map(\.path) == ["configs/a.yaml"])
  }

  @Test func deletionsAndTagsOfOtherThingsAreSkipped() throws {
    try repository.write("configs/bad.yaml", Self.bad)
    let tip = try repository.commitAll()
    let blob = try repository.git("rev-parse", "HEAD:configs/bad.yaml").line
    #expect(
      try findings(
        PushedRef.parse(
          Array(
            "(delete) \(Self.none) refs/heads/x \(tip)\n".utf8))
      ).isEmpty)
    try repository.git("tag", "-a", "-m", "a file", "file", blob)
    #expect(try findings(pushing: "file").isEmpty)
    try repository.git("tag", "-a", "-m", "release", "v1")
    #expect(try findings(pushing: "refs/tags/v1").map(\.path) == ["configs/bad.yaml"])
  }

  @Test func oneFindingAFileNamesAllReferences() throws {
    try repository.write("configs/bad.yaml", Self.bad)
    let tip = try repository.commitAll()
    let lines = ["a", "b"].map { "HEAD \(tip) refs/heads/\($0) \(Self.none)\n" }.joined()
    let findings = try findings(PushedRef.parse(Array(lines.utf8)))
    #expect(findings.map(\.references) == [["refs/heads/a", "refs/heads/b"]])
  }

  /// Branches are compared with each other too, which must hide no problem.
  @Test func newBranchesOfOnePushAreEachCheckedInFull() throws {
    try repository.write("configs/a.yaml", Self.good)
    try repository.commitAll()
    try repository.git("branch", "clean")
    try repository.write("configs/b.yaml", Self.bad)
    try repository.commitAll()
    try repository.git("branch", "broken")
    try repository.write(".lorarc", "configs: [\"*.txt\"]\n")
    try repository.write("configs/b.yaml", Self.bad + "# again\n")
    try repository.write("late.txt", Self.bad)
    try repository.commitAll()
    let lines = try ["clean", "broken", "main", "clean"].enumerated().map { index, name in
      let tip = try repository.git("rev-parse", name).line
      return "x \(tip) refs/heads/\(index) \(Self.none)\n"
    }
    let findings = try findings(PushedRef.parse(Array(lines.joined().utf8)))
    #expect(findings.map(\.path) == ["configs/b.yaml", "late.txt"])
    #expect(findings.map(\.references) == [["refs/heads/1"], ["refs/heads/2"]])
  }

  @Test func theTipsOwnPatternsCount() throws {
    try repository.write(".lorarc", "configs: [\"train/*.yaml\"]\n")
    try repository.write("configs/a.yaml", Self.bad)
    try repository.write("train/b.yaml", Self.bad)
    try repository.write("train/deep/c.yaml", Self.bad)
    try repository.commitAll()
    #expect(try findings().map(\.path) == ["train/b.yaml"])
    try repository.write(".lorarc", "configs: [\"*.yaml\"]\n")
    try repository.commitAll()
    #expect(
      try findings().map(\.path) == ["configs/a.yaml", "train/b.yaml", "train/deep/c.yaml"])
  }

  @Test func aBrokenSettingsFileIsReportedAndTheDefaultsCount() throws {
    try repository.write(".lorarc", "confgis: [\"train/*.yaml\"]\n")
    try repository.write("configs/a.yaml", Self.bad)
    try repository.write("deep/.lorarc", "broken: [")
    try repository.commitAll()
    #expect(try findings().map(\.path) == [".lorarc", "configs/a.yaml"])
  }

  @Test func foldersNamedLikeConfigsAreNoConfigs() throws {
    try repository.write("configs/folder.yaml/readme", "a: [")
    let old = try repository.commitAll()
    #expect(try findings().isEmpty)
    try repository.git("rm", "-q", "-r", "configs/folder.yaml")
    try repository.write("configs/folder.yaml", Self.bad)
    try repository.commitAll()
    #expect(try findings(over: old).map(\.path) == ["configs/folder.yaml"])
  }

  private static let identity =
    "Lora-Id: \(String(repeating: "0a", count: 16))\nLora-State: completed\n"

  @Test func aRunsOwnConfigAloneIsChecked() throws {
    let message =
      "a run\n\nwords\n\nLora-Run: 1\n\(Self.identity)Lora-Folder: output/größe a\n"
    try repository.write("configs/wip.yaml", Self.bad)
    try repository.write("output/größe a/config.yaml", Self.good)
    try repository.commitAll(message)
    #expect(try findings().isEmpty)
    try repository.write("output/größe a/config.yaml", Self.bad)
    let old = try repository.commitAll(message)
    #expect(try findings().map(\.path) == ["output/größe a/config.yaml"])
    try repository.commitAll(message)
    #expect(try findings(over: old).isEmpty)
  }

  @Test func aRunsOverridesBelongToItsConfig() throws {
    let message = "a run\n\nLora-Run: 1\n\(Self.identity)Lora-Folder: out\n"
    try repository.write(
      "out/config.yaml", Self.good.replacing("train_data_dir: ./data\n", with: ""))
    try repository.commitAll(message)
    #expect(try findings().refusePush)
    try repository.write("out/run.json", #"{"overrides": ["train_data_dir=./data"]}"#)
    try repository.commitAll(message)
    #expect(try !findings().refusePush)
  }

  @Test func aCommitThatOnlyMentionsTheTrailersIsNoRun() throws {
    try repository.write("configs/a.yaml", Self.bad)
    try repository.commitAll("about\n\nLora-Run: 1\nLora-Folder: out\n\nthe end\n")
    #expect(try findings().map(\.path) == ["configs/a.yaml"])
  }

  @Test func preCommitTellsTheFirstReference() throws {
    try repository.write("configs/a.yaml", Self.bad)
    let tip = try repository.commitAll()
    let git = try GitEnvironment.discover(
      from: repository.path, variables: TemporaryRepository.variables)
    let variables = ["PRE_COMMIT_REMOTE_NAME": "origin", "PRE_COMMIT_LOCAL_BRANCH": "main"]
    let told = try #require(PushedRef.fromPreCommit(variables, in: Repository(git)))
    #expect(told.remote == "origin")
    #expect(told.refs.map(\.local?.hex) == [tip])
    #expect(try findings(told.refs).count == 1)
    let again = variables.merging(["PRE_COMMIT_FROM_REF": tip, "PRE_COMMIT_TO_REF": tip]) { $1 }
    let known = try #require(PushedRef.fromPreCommit(again, in: Repository(git)))
    #expect(try findings(known.refs).isEmpty)
    #expect(try PushedRef.fromPreCommit([:], in: Repository(git)) == nil)
  }

  @Test func linesAreReadFromTheirEnds() {
    let one = String(repeating: "1", count: 40)
    let input = "HEAD@{1 day ago} \(one) refs/heads/x \(Self.none)\n\nnonsense\n"
    let refs = PushedRef.parse(Array(input.utf8))
    #expect(
      refs == [
        PushedRef(
          localName: "HEAD@{1 day ago}", local: ObjectID(hex: one), remoteName: "refs/heads/x",
          remote: nil)
      ])
  }
}
