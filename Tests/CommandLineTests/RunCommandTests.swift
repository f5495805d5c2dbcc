import Foundation
import LoraProcess
import TestSupport
import Testing

/// `git lora run` with a trainer of a few shell lines, from an edited config to a commit that
/// stock git and git-lfs agree with.
@Suite struct RunCommandTests {
  private static let tellingFailure =
    #"printf '{"v":1,"seq":9,"time":"t","type":"end","message":"no %s"}\n' $WANDB_API_KEY >> "$GIT_LORA_EVENTS""#
    + "\n"

  /// A commit is for ever, and trainers print their environment.
  @Test func aSecretOfTheEnvironmentDoesNotReachTheRecord() throws {
    let shop = try Workshop(
      trainer: "echo key $WANDB_API_KEY\n" + Workshop.trainer + "echo last $WANDB_API_KEY\n"
        + Self.tellingFailure + "exit 3\n"
    )
    let secret = "a1b2c3d4e5f6a7b8"
    let run = try shop.lora("run", "tea", variables: ["WANDB_API_KEY": secret])
    #expect(run.status == .exited(1) && !run.errorText.contains(secret))
    let log = try shop.git("show", "runs/tea:output/tea/log.txt").text
    #expect(log == "key [redacted]\ntrained\nlast [redacted]\n")
    #expect(try !shop.git("show", "runs/tea").text.contains(secret))
  }

  @Test func aRunIsACommitThatStockToolsAgreeWith() throws {
    let shop = try Workshop()
    let run = try shop.lora("run", "configs/tea.yaml")
    #expect(run.status == .exited(0), "\(run.errorText)")
    #expect(
      try shop.git("log", "-1", "--format=%s", "runs/tea").line == "tea: loss 2.5 → 1.25 in 2 steps"
    )
    #expect(
      try shop.git("log", "-1", "--format=%(trailers:key=Lora-Loss,valueonly)", "runs/tea").line
        == "1.25")
    #expect(try shop.git("fsck", "--strict").status == .exited(0))
    #expect(try shop.git("lfs", "fsck", "runs/tea").text.contains("Git LFS fsck OK"))
    #expect(
      try shop.git("lfs", "ls-files", "-n", "runs/tea").line
        == "output/tea/adapter_model.safetensors")
    let names = try shop.git("ls-tree", "--name-only", "runs/tea:output/tea").text
    for name in [
      "run.json", "config.yaml", "config.resolved.yaml", "data.json", "metrics.jsonl", "log.txt",
      "REPORT.md",
    ] {
      #expect(names.contains(name + "\n"))
    }
    #expect(try shop.git("show", "runs/tea:output/tea/config.yaml").text == Workshop.config)
    #expect(try shop.git("show", "runs/tea:output/tea/log.txt").line == "trained")
  }

  @Test func aDamagedObjectIsFoundByStockGitLFS() throws {
    let shop = try Workshop()
    _ = try shop.lora("run", "tea")
    let oid = try shop.git("lfs", "ls-files", "-l", "runs/tea").line.prefix(64)
    let object =
      shop.path + "/.git/lfs/objects/\(oid.prefix(2))/\(oid.dropFirst(2).prefix(2))/\(oid)"
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: object)))
    bytes[bytes.count - 1] ^= 1
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: object)
    try Data(bytes).write(to: URL(fileURLWithPath: object))
    #expect(throws: (any Error).self) { try shop.git("lfs", "fsck", "runs/tea") }
  }

  @Test func aCloneFetchesTheSameBytes() throws {
    let shop = try Workshop()
    _ = try shop.lora("run", "tea")
    let remote = shop.repository.folder.path + "/remote.git"
    try shop.git("init", "-q", "--bare", remote)
    try shop.git("remote", "add", "origin", remote)
    try shop.git("lfs", "install", "--local")
    try shop.git("push", "-q", "origin", "HEAD", "runs/tea")
    let clone = shop.repository.folder.path + "/clone"
    try shop.git("clone", "-q", "file://" + remote, clone)
    try shop.git("lfs", "install", "--local", in: clone)
    try shop.git("lfs", "fetch", "origin", "origin/runs/tea", in: clone)
    try shop.git("checkout", "-q", "--detach", "origin/runs/tea", in: clone)
    let fetched = try Data(
      contentsOf: URL(fileURLWithPath: clone + "/output/tea/adapter_model.safetensors"))
    let copied = try Data(
      contentsOf: URL(fileURLWithPath: shop.path + "/output/tea/adapter_model.safetensors"))
    #expect(fetched == copied)
  }

  @Test(arguments: [false, true])
  func indexAndWorkingTreeStayAsTheyWere(isDirty: Bool) throws {
    let shop = try Workshop()
    if isDirty {
      try shop.repository.write(
        "configs/tea.yaml", Workshop.config.replacing("rank: 8", with: "rank: 16"))
      try shop.repository.write("staged.txt", "staged\n")
      try shop.git("add", "staged.txt")
      try shop.repository.write("untracked.txt", "untracked\n")
    }
    let index = try shop.repository.read(".git/index")
    let status = try shop.git("status", "--porcelain").text
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(0), "\(run.errorText)")
    #expect(try shop.repository.read(".git/index") == index)
    #expect(try shop.git("status", "--porcelain").text == status)
    #expect(try shop.git("rev-parse", "--abbrev-ref", "HEAD").line != "runs/tea")
    if isDirty {
      #expect(try shop.git("show", "runs/tea:configs/tea.yaml").text.contains("rank: 16"))
      #expect(try shop.git("show", "runs/tea:staged.txt").line == "staged")
      #expect(throws: (any Error).self) { try shop.git("show", "runs/tea:untracked.txt") }
    }
  }

  @Test func theSecondRunIsTheFirstOnesChildAndSaysWhatChanged() throws {
    let shop = try Workshop()
    _ = try shop.lora("run", "tea")
    let first = try shop.git("rev-parse", "runs/tea").line
    let again = try shop.lora("run", "tea", "-s", "lora_rank=16")
    #expect(again.status == .exited(0), "\(again.errorText)")
    #expect(try shop.git("rev-parse", "runs/tea~1").line == first)
    #expect(
      try shop.git("log", "-1", "--format=%s", "runs/tea").line.hasSuffix("(lora_rank 8 → 16)"))
    #expect(try shop.lora("log").text.contains("lora_rank 8 → 16"))
    let difference = try shop.lora("diff", "runs/tea~1", "runs/tea", "--json").text
    #expect(difference.contains("\"key\" : \"lora_rank\""))
  }

  @Test func aTrainerThatRewritesItsEarlierOutputChangesNoRecord() throws {
    let shop = try Workshop(
      trainer: Workshop.trainer
        + "echo overwritten > output/tea/adapter_model.safetensors || true\n")
    let first = try shop.lora("run", "tea")
    #expect(first.status == .exited(0), "\(first.errorText)")
    _ = try shop.lora("run", "tea")
    #expect(try shop.git("lfs", "fsck", "runs/tea~1").text.contains("OK"))
  }

  @Test(arguments: [
    ("exit 3", "trainer ended with exit 3"),
    ("rm \"$GIT_LORA_OUTPUT\"/*; true", "without leaving an adapter"),
    ("echo broken > \"$GIT_LORA_OUTPUT/adapter_model.safetensors\"", "cannot be read"),
    (
      "printf '\\100\\0\\0\\0\\0\\0\\0\\0{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}%10s\\0\\0\\300\\177' '' > \"$GIT_LORA_OUTPUT/adapter_model.safetensors\"",
      "not finite"
    ),
    // No element, and rows of 2⁶⁴ bytes.
    (
      "printf '\\112\\0\\0\\0\\0\\0\\0\\0{\"w\":{\"dtype\":\"F32\",\"shape\":[0,4611686018427387904],\"data_offsets\":[0,0]}}' > \"$GIT_LORA_OUTPUT/adapter_model.safetensors\"",
      "cannot have 0 bytes"
    ),
    (
      "mkfifo \"$GIT_LORA_OUTPUT/pipe.safetensors\"; rm \"$GIT_LORA_OUTPUT/adapter_model.safetensors\"",
      "without leaving an adapter"
    ),
  ])
  func aFailureIsRecordedWithItsCause(line: String, cause: String) throws {
    let shop = try Workshop(trainer: Workshop.trainer + line + "\n")
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(1))
    #expect(run.errorText.contains(cause), "\(run.errorText)")
    #expect(
      try shop.git("log", "-1", "--format=%(trailers:key=Lora-State,valueonly)", "runs/tea").line
        == "failed")
    #expect(try shop.lora("show", "runs/tea").text.contains(cause))
  }

  @Test func aFileNobodyRecordedIsNeverReplaced() throws {
    let shop = try Workshop()
    try shop.repository.write("output/tea/precious.txt", "mine")
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(78))
    #expect(run.errorText.contains("configs/tea.yaml:9:"))
    #expect(run.errorText.contains("precious.txt"))
    #expect(try shop.git("for-each-ref", "refs/lora", "refs/heads/runs").text.isEmpty)
    #expect(try shop.repository.read("output/tea/precious.txt") == Array("mine".utf8))
  }

  /// What a process that was killed in the middle of its copy has left.
  @Test func aCopyThatWasNeverFinishedStandsInNobodysWay() throws {
    let shop = try Workshop()
    try shop.repository.write("output/tea/.lora-unfinished-1234-5678", "half")
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(0), "\(run.errorText)")
    #expect(access(shop.path + "/output/tea/.lora-unfinished-1234-5678", F_OK) != 0)
    #expect(access(shop.path + "/output/tea/run.json", F_OK) == 0)
  }

  @Test func ACheckedOutRunBranchIsNotMoved() throws {
    let shop = try Workshop()
    _ = try shop.lora("run", "tea")
    try FileManager.default.removeItem(atPath: shop.path + "/output")
    try shop.git("checkout", "-q", "runs/tea")
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(75), "\(run.errorText)")
    #expect(run.errorText.contains("checked out"))
  }

  @Test func aDryRunWritesNothing() throws {
    let shop = try Workshop()
    let plan = try shop.lora("run", "tea", "--dry-run")
    #expect(plan.status == .exited(0), "\(plan.errorText)")
    #expect(plan.text.contains("runs/tea"))
    #expect(try shop.git("for-each-ref", "refs/lora", "refs/heads/runs").text.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: shop.path + "/.git/lora/runs"))
  }

  @Test func anEarlierRunIsRepeatedAndDifferencesAreNamed() throws {
    let shop = try Workshop()
    _ = try shop.lora("run", "tea", "-s", "lora_rank=32")
    try shop.repository.write("data/lines.txt", "other\n")
    let again = try shop.lora("run", "--again", "runs/tea")
    #expect(again.status == .exited(0), "\(again.errorText)")
    #expect(again.errorText.contains("data file data/lines.txt has another SHA-256"))
    #expect(
      try shop.git("show", "runs/tea:output/tea/config.resolved.yaml").text.contains(
        "lora_rank: 32"))
  }

  @Test func aTrainerThatCannotStartIsARecordedFailure() throws {
    let shop = try Workshop()
    try shop.repository.write(
      ".lorarc", Workshop.settings.replacing("sh bin", with: "no-such-program bin"))
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(1))
    #expect(run.errorText.contains("no-such-program"))
    #expect(try shop.lora("status").text.contains("no run is in progress"))
    #expect(try shop.git("for-each-ref", "refs/lora/active").text.isEmpty)
  }

  @Test func aRepeatedRunTakesANewValueForAnOldOverride() throws {
    let shop = try Workshop()
    _ = try shop.lora("run", "tea", "-s", "lora_rank=32", "-s", "seed=7")
    let again = try shop.lora("run", "--again", "runs/tea", "-s", "lora_rank=64")
    #expect(again.status == .exited(0), "\(again.errorText)")
    let resolved = try shop.git("show", "runs/tea:output/tea/config.resolved.yaml").text
    #expect(resolved.contains("lora_rank: 64\n"))
    #expect(resolved.contains("seed: 7\n"))
  }

  @Test func whatNobodyAskedForIsKeptAndNamed() throws {
    let shop = try Workshop(
      trainer: Workshop.trainer
        + "cd \"$GIT_LORA_OUTPUT\"; mkdir -p checkpoint-1; echo state > checkpoint-1/optimizer.bin\n"
    )
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(0), "\(run.errorText)")
    let line = run.text.split(separator: "\n").first { $0.hasPrefix("unrecorded ") }
    let folder = String(try #require(line).dropFirst(11))
    #expect(FileManager.default.fileExists(atPath: folder + "/checkpoint-1/optimizer.bin"))
    #expect(
      try shop.git("show", "runs/tea:output/tea/run.json").text.contains(
        "checkpoint-1/optimizer.bin"))
    #expect(try shop.lora("run", "tea").status == .exited(0))
  }

  @Test func outputThatCannotBeRecordedIsARecordedFailure() throws {
    let shop = try Workshop(
      trainer: Workshop.trainer
        + "cd \"$GIT_LORA_OUTPUT\"; mkdir -p samples/.git; echo x > samples/.git/config\n")
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(1))
    #expect(run.errorText.contains("cannot be recorded"))
    #expect(
      try shop.git("log", "-1", "--format=%(trailers:key=Lora-State,valueonly)", "runs/tea").line
        == "failed")
    #expect(try shop.lora("status").text.contains("no run is in progress"))
  }

  @Test func aRunIsRecordedThoughItsCopyCannotBeWritten() throws {
    let shop = try Workshop()
    try shop.repository.write("output", "a file where the folder should be")
    let run = try shop.lora("run", "tea", "-s", "output_dir=output/x")
    #expect([.exited(0), .exited(78)].contains(run.status), "\(run.errorText)")
    #expect(try shop.lora("status").text.contains("no run is in progress"))
  }

  @Test func aKeyThatCannotSignIsFoundBeforeTheTraining() throws {
    let shop = try Workshop(trainer: Workshop.trainer + "touch trained\n")
    try shop.git("config", "commit.gpgsign", "true")
    try shop.git("config", "gpg.program", "false")
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(75), "\(run.errorText)")
    #expect(run.errorText.contains("commit.gpgsign"))
    #expect(!FileManager.default.fileExists(atPath: shop.path + "/trained"))
    #expect(try shop.git("for-each-ref", "refs/lora").text.isEmpty)
  }

  @Test func untrackedFilesAreMentioned() throws {
    let shop = try Workshop()
    try shop.repository.write("notes.txt", "x")
    #expect(try shop.lora("run", "tea").errorText.contains("notes.txt"))
  }

  @Test func anOutputFolderThatNobodyNamedIsResolvedToo() throws {
    let shop = try Workshop(
      config: Workshop.config.replacing("output_dir: ./output/tea\n", with: ""))
    #expect(try shop.lora("run", "tea").status == .exited(0))
    let resolved = try shop.git("show", "runs/tea:output/tea/config.resolved.yaml").text
    #expect(resolved.contains("output_dir: output/tea\n"))
  }

  /// A trainer of today, and one more line.
  private func shop(alsoDoing line: String) throws -> Workshop {
    try Workshop(trainer: Workshop.trainer + line + "\n")
  }

  @Test(arguments: ["", " ", "../x", "/x", "x/", "a//b", "a/./b", ".."])
  func aNameThatIsNoneIsRefused(name: String) throws {
    let shop = try Workshop()
    for words in [["run", "tea", "--name", name], ["new", "--", name]] {
      let output = try Workshop.lora(words, in: shop.path)
      #expect(output.status == .exited(64), "\(words): \(output.errorText)")
      #expect(output.errorText.contains("the name '\(name)' "), "\(output.errorText)")
    }
    #expect(try shop.git("status", "--porcelain").text.isEmpty)
    #expect(try shop.git("for-each-ref", "refs/heads/runs", "refs/lora").text.isEmpty)
  }

  @Test func whatIsMendedOrQuotedIsSaid() throws {
    let shop = try Workshop()
    let made = try shop.lora("new", "tea time")
    #expect(made.errorText.contains("'tea time' is no branch name for Git; using 'tea-time'"))
    #expect(made.text == "created    configs/tea-time.yaml\n")
    let missing = try shop.lora("run", "x y/ü")
    #expect(missing.errorText.contains("git lora new 'x y/ü' writes one"), "\(missing.errorText)")
    let bare = try shop.lora("run", "tea", "-s", "lora_rank")
    #expect(bare.status == .exited(64), "\(bare.errorText)")
    #expect(try shop.lora("validate", "-s", "lora_rank").status == .exited(64))
    #expect(try shop.lora("run", "tea", "-m", " \n").status == .exited(64))
  }

  @Test func furtherLinesOfAMessageStandBelow() throws {
    let shop = try Workshop()
    let run = try shop.lora("run", "tea", "-m", "\nhalf the rate\n\nas Ada said,\nand Bo\n\n")
    #expect(run.text.hasPrefix("completed  half the rate\n"), "\(run.text)")
    #expect(try shop.git("log", "-1", "--format=%s", "runs/tea").line == "half the rate")
    let body = try shop.git("log", "-1", "--format=%b", "runs/tea").text
    #expect(
      body.hasPrefix("as Ada said,\nand Bo\n\ntea: loss 2.5 → 1.25 in 2 steps\n\nLora-Run: 1\n"))
  }

  @Test func aWarningOfManyLinesIsShownLineByLine() throws {
    let shop = try shop(
      alsoDoing: #"""
        printf '{"v":1,"seq":3,"time":"t","type":"warning","message":"two:\\none\\u001b\\ntwo"}\n' \
        >> "$GIT_LORA_EVENTS"
        """#)
    let run = try shop.lora("run", "tea")
    #expect(run.errorText.contains("warning: two:\n  one\\u{1B}\n  two\n"), "\(run.errorText)")
  }

  @Test func aSampleThatIsOnlyToldBecomesAFile() throws {
    let shop = try shop(
      alsoDoing: """
        tell() { printf '{"v":1,"seq":%s,"time":"t","type":"sample",%s}\\n' "$1" "$2" \
        >> "$GIT_LORA_EVENTS"; }
        tell 3 '"step":2,"prompt":"Where?","text":"Here, dear."'
        tell 4 '"step":2,"text":"again"'
        tell 5 '"text":"no step","path":""'
        tell 6 '"text":"no step"'
        """)
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(0), "\(run.errorText)")
    func sample(_ name: String) throws -> String {
      try shop.git("show", "runs/tea:output/tea/samples/\(name)").text
    }
    #expect(
      try shop.git("ls-tree", "--name-only", "runs/tea:output/tea/samples").text
        == "sample.md\nstep-2-2.md\nstep-2.md\n")
    #expect(try sample("step-2.md") == "## Prompt\n\nWhere?\n\n## Answer\n\nHere, dear.\n")
    #expect(try sample("step-2-2.md") == "again\n")
    #expect(
      try shop.git("show", "runs/tea:output/tea/REPORT.md").text
        .contains("- [samples/step-2.md](samples/step-2.md)\n"))
    #expect(try shop.lora("fsck", "tea").status == .exited(0))
  }

  @Test func namesOfSamplesCannotBreakTheReport() throws {
    let shop = try shop(
      alsoDoing: "mkdir -p \"$GIT_LORA_OUTPUT/samples\"; cd \"$GIT_LORA_OUTPUT/samples\"; "
        + "echo x > \"$(printf 'a\\nb [c](d)%%.txt')\"; echo '*.png -filter' > .gitattributes; "
        + "printf 'PNG' > p.png")
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(0), "\(run.errorText)")
    let report = try shop.git("show", "runs/tea:output/tea/REPORT.md").text
    #expect(
      report.contains(
        "- [samples/a b \\[c\\](d)%.txt](samples/a%0Ab%20%5Bc%5D%28d%29%25.txt)\n"), "\(report)")
    // Attributes below the record's own would decide what stock Git takes for an LFS object.
    let names = try shop.git("ls-tree", "-r", "--name-only", "runs/tea:output/tea").text
    #expect(!names.contains("samples/.gitattributes"))
    #expect(
      try shop.git("show", "runs/tea:output/tea/run.json").text.contains("samples/.gitattributes"))
    #expect(try shop.git("lfs", "ls-files", "-n", "runs/tea").text.contains("samples/p.png"))
    #expect(try shop.lora("fsck", "tea").status == .exited(0))
  }

  @Test func anEmptyAdapterIsAnEmptyFile() throws {
    let shop = try shop(alsoDoing: ": > \"$GIT_LORA_OUTPUT/empty.safetensors\"")
    #expect(try shop.lora("run", "tea").status == .exited(1))
    #expect(try shop.git("cat-file", "-s", "runs/tea:output/tea/empty.safetensors").line == "0")
    #expect(try shop.git("lfs", "fsck", "runs/tea").text.contains("OK"))
    #expect(try shop.lora("fsck", "tea").status == .exited(0))
  }

  @Test func whatATrainerLeavesInItsFolderCanBeCollected() throws {
    let shop = try shop(alsoDoing: "mkdir -p output/tea; echo x > output/tea/state.bin")
    let first = try shop.lora("run", "tea")
    #expect(first.errorText.contains("collect: in .lorarc"), "\(first.errorText)")
    let second = try shop.lora("run", "tea")
    #expect(second.status == .exited(78))
    #expect(second.errorText.contains("collect: in .lorarc"), "\(second.errorText)")
  }

  @Test func aRepositoryInsideIsLeftOut() throws {
    let shop = try Workshop()
    try shop.repository.write("notes.txt", "x")
    try shop.repository.write("nested/inside.txt", "x")
    try shop.git("init", "-q", in: shop.path + "/nested")
    let run = try shop.lora("run", "tea", "--include-untracked")
    #expect(run.status == .exited(0), "\(run.errorText)")
    #expect(run.errorText.contains("nested/ is a repository of its own"), "\(run.errorText)")
    #expect(try shop.git("show", "runs/tea:notes.txt").text == "x")
    #expect(try shop.git("show", "runs/tea:output/tea/run.json").text.contains("\"nested/\""))
  }

  @Test func aFinishedRunOnNoBranchIsListed() throws {
    let shop = try shop(
      alsoDoing: "printf x > .git/refs/heads/runs/tea.lock 2>/dev/null; true")
    #expect(try shop.lora("run", "tea").status == .exited(0))
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(75), "\(run.errorText)")
    try FileManager.default.removeItem(atPath: shop.path + "/.git/refs/heads/runs/tea.lock")
    let status = try shop.lora("status")
    #expect(status.text == "no run is in progress\n")
    let line = try #require(status.errorText.split(separator: "\n").first)
    #expect(line.contains("of tea is finished and on no branch; land it with: "))
    #expect(try shop.lora("log").errorText.contains(line))
    let command = try #require(line.components(separatedBy: "land it with: ").last)
    _ = try TemporaryRepository.shell(command, in: shop.path)
    #expect(try shop.lora("status").errorText.isEmpty)
    #expect(try shop.lora("log").text.split(separator: "\n").count == 3)
  }
}
