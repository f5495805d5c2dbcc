import Foundation
import LoraConfig
import LoraGit
import LoraHooks
import TestSupport
import Testing

@Suite struct InitialiserTests {
  private func initialise(
    _ fixture: HookFixture, from folder: String? = nil, dryRun: Bool = false
  ) throws -> SetupReport {
    let git = try GitEnvironment.discover(
      from: folder ?? fixture.repository.path, variables: TemporaryRepository.variables)
    return try Initialiser(git: git).run(dryRun: dryRun)
  }

  @Test func everythingIsSetUpOnce() throws {
    let fixture = try HookFixture()
    let planned = try initialise(fixture, dryRun: true)
    #expect(!fixture.exists(".lorarc") && !fixture.exists(".gitignore"))
    let done = try initialise(fixture)
    #expect(done == planned)
    #expect(done.actions.map(\.verb) == Array(repeating: .created, count: 5))
    #expect(
      done.actions.map(\.subject).prefix(4) == [
        ".lorarc", ".gitignore", "diff.lora.textconv", "info/attributes",
      ])
    #expect(try fixture.readText(".lorarc") == TeamSettings.commentedText())
    #expect(try fixture.readText(".gitignore") == "/output/\n")
    let driver = try fixture.repository.git("config", "--local", "diff.lora.textconv").line
    #expect(driver.contains("git-lora textconv"))
    let again = try initialise(fixture)
    #expect(!again.changesAnything)
    #expect(again.actions.map(\.verb) == Array(repeating: .unchanged, count: 5))
  }

  @Test func whatIsThereIsKept() throws {
    let fixture = try HookFixture()
    try fixture.repository.write(".lorarc", "output: results/lora\n")
    try fixture.repository.write(".gitignore", "*.tmp")
    try fixture.repository.git("config", "diff.lora.textconv", "cat")
    let actions = try initialise(fixture).actions
    #expect(actions.map(\.verb) == [.unchanged, .updated, .skipped, .created, .created])
    #expect(try fixture.readText(".lorarc") == "output: results/lora\n")
    #expect(try fixture.readText(".gitignore") == "*.tmp\n/results/lora/\n")
    #expect(try fixture.repository.git("config", "diff.lora.textconv").line == "cat")
  }

  @Test(arguments: ["output\n", "/output/*\n", "out*/\r\n"])
  func anOutputRootThatIsIgnoredAlreadyStaysSo(ignore: String) throws {
    let fixture = try HookFixture()
    try fixture.repository.write(".gitignore", ignore)
    #expect(try initialise(fixture).actions[1].verb == .unchanged)
    #expect(try fixture.readText(".gitignore") == ignore)
  }

  @Test(arguments: [
    ("output: \"[a] b*\"\n", "*.tmp\r\n", "*.tmp\r\n/\\[a] b\\*/\r\n", "[a] b*/x"),
    ("output: ./größe\n", "", "/größe/\n", "größe/x"),
  ])
  func theLineIgnoresTheRoot(lorarc: String, old: String, new: String, path: String) throws {
    let fixture = try HookFixture()
    try fixture.repository.write(".lorarc", lorarc)
    try fixture.repository.write(".gitignore", old)
    _ = try initialise(fixture)
    #expect(try fixture.readText(".gitignore") == new)
    try fixture.repository.git("check-ignore", "-q", "--", path)
  }

  @Test func anOutputRootOnAnotherDiskIsIgnoredAsALink() throws {
    let fixture = try HookFixture()
    try FileManager.default.createSymbolicLink(
      atPath: "\(fixture.repository.path)/output", withDestinationPath: fixture.programs.path)
    _ = try initialise(fixture)
    #expect(try fixture.readText(".gitignore") == "/output\n")
    try fixture.repository.git("check-ignore", "-q", "output")
    #expect(try !initialise(fixture).changesAnything)
  }

  @Test func brokenSettingsAreNotGuessedAt() throws {
    let fixture = try HookFixture()
    try fixture.repository.write(".lorarc", "outptu: x\n")
    let actions = try initialise(fixture).actions
    #expect(actions.map(\.verb) == [.unchanged, .skipped, .created, .created, .created])
    #expect(!fixture.exists(".gitignore"))
  }

  @Test(arguments: [
    ("", SetupAction.Verb.updated, "*.safetensors diff=lora\nmetrics.jsonl diff=lora\n"),
    (
      "*.psd -text", .updated,
      "*.psd -text\n*.safetensors diff=lora\nmetrics.jsonl diff=lora\n"
    ),
    (
      "*.safetensors diff=mine\n", .updated,
      "*.safetensors diff=mine\nmetrics.jsonl diff=lora\n"
    ),
    (
      "*.safetensors -diff\nmetrics.jsonl binary\n", .skipped,
      "*.safetensors -diff\nmetrics.jsonl binary\n"
    ),
    (
      "metrics.jsonl diff=lora\r\n*.safetensors diff=lora -text\r\n", .unchanged,
      "metrics.jsonl diff=lora\r\n*.safetensors diff=lora -text\r\n"
    ),
  ])
  func theAttributesOfThisCloneNameTheDriver(
    old: String, verb: SetupAction.Verb, new: String
  ) throws {
    let fixture = try HookFixture()
    try fixture.repository.write(".git/info/attributes", old)
    let action = try initialise(fixture).actions[3]
    #expect(action.subject == "info/attributes" && action.verb == verb)
    #expect(try fixture.readText(".git/info/attributes") == new)
  }

  @Test func withoutGitLoraFilesAreShownAsTheyAre() throws {
    let fixture = try HookFixture()
    _ = try initialise(fixture)
    try fixture.repository.write("metrics.jsonl", "{\"step\": 1}\n")
    try fixture.repository.commitAll()
    let shown = try fixture.repository.git("show", variables: ["PATH": "/usr/bin:/bin"])
    #expect(shown.text.contains("+{\"step\": 1}"))
  }

  @Test func theAttributesSetNoFilter() throws {
    let fixture = try HookFixture()
    _ = try initialise(fixture)
    let said = try fixture.repository.git("check-attr", "-a", "--", "a/b.safetensors").text
    #expect(said == "a/b.safetensors: diff: lora\n")
  }

  @Test func aLinkedWorktreeHasItsOwnFilesAndTheSharedHook() throws {
    let fixture = try HookFixture()
    try fixture.repository.commitAll()
    let folder = "\(fixture.repository.folder.path)/linked"
    try fixture.repository.git("worktree", "add", "-q", "-b", "side", folder)
    #expect(try initialise(fixture, from: folder).changesAnything)
    #expect(FileManager.default.fileExists(atPath: "\(folder)/.lorarc"))
    #expect(!fixture.exists(".lorarc"))
    #expect(try fixture.installer.status().state == .installed)
    #expect(try fixture.repository.git("config", "diff.lora.textconv").status.isSuccess)
  }

  @Test func aSubfolderIsNoTop() throws {
    let fixture = try HookFixture()
    try fixture.repository.write("deep/er/file", "")
    _ = try initialise(fixture, from: "\(fixture.repository.path)/deep/er")
    #expect(fixture.exists(".lorarc") && !fixture.exists("deep/er/.lorarc"))
  }

  @Test func aBareRepositoryIsRefused() throws {
    let fixture = try HookFixture()
    #expect(throws: HookError.self) { try initialise(fixture, from: fixture.remote.path) }
  }
}
