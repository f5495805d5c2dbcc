import Foundation
import LoraProcess
import TestSupport
import Testing

/// Setting a repository up through the program: `init`, `hooks`, `new`, `completion`.
@Suite struct InitCommandTests {
  /// A repository as people have it before they know git-lora.
  private let repository: TemporaryRepository

  init() throws {
    repository = try TemporaryRepository()
    try repository.write("read me.md", "hello\n")
    try repository.commitAll()
  }

  private func lora(_ words: String...) throws -> Output {
    let output = try Workshop.lora(words, in: repository.path)
    #expect(output.status == .exited(0), "\(output.errorText)")
    return output
  }

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(repository.path)/\(path)")
  }

  private func read(_ path: String) throws -> String {
    String(decoding: try repository.read(path), as: UTF8.self)
  }

  @Test func initSaysWhatItDoesAndDoesItOnce() throws {
    let planned = try lora("init", "--dry-run").text
    for name in [".lorarc", ".gitignore", "diff.lora.textconv", "info/attributes", "pre-push"] {
      #expect(planned.contains(name), "\(planned)")
    }
    #expect(planned.contains("would be created"))
    #expect(!exists(".lorarc") && !exists(".gitignore") && !exists(".git/hooks/pre-push"))
    let done = try lora("init")
    #expect(done.text.contains("created") && done.errorText.contains("next: git lora new NAME"))
    let files =
      [".lorarc", ".gitignore", ".git/info/attributes", ".git/config"]
      + [".git/hooks/pre-push"]
    let contents = try files.map(read)
    let again = try lora("init").text
    #expect(!again.contains("created") && !again.contains("updated"))
    #expect(try files.map(read) == contents)
    #expect(try lora("validate").text.contains("ok  .lorarc"))
    #expect(try read(".lorarc").hasSuffix("\n"))
  }

  @Test func aSectionCanBeAppendedToTheSettings() throws {
    _ = try lora("init")
    try repository.write(".lorarc", try read(".lorarc") + "output: results\n")
    #expect(try lora("validate", ".lorarc").text.contains("ok  .lorarc"))
  }

  @Test func hooksComeAndGo() throws {
    #expect(try lora("hooks").text.contains("pushes are not checked"))
    #expect(try lora("hooks", "install", "--dry-run").text.contains("would be created"))
    #expect(!exists(".git/hooks/pre-push"))
    #expect(try lora("hooks", "install").text.contains("created"))
    #expect(try lora("hooks", "status").text.contains("pushes are checked"))
    #expect(try lora("hooks", "remove").text.contains("removed"))
    #expect(!exists(".git/hooks/pre-push"))
    #expect(try lora("hooks", "status").errorText.contains("git lora hooks install"))
  }

  @Test(arguments: ["image-generation", "text-generation", "speech-recognition"])
  func aNewConfigIsValidAsFarAsItsFilesExist(template: String) throws {
    _ = try lora("init")
    #expect(try lora("new", "a/b", "--template", template).text.contains("configs/a/b.yaml"))
    let text = try read("configs/a/b.yaml")
    let again = try Workshop.lora(
      ["new", "a/b", "--template", template], in: repository.path)
    #expect(again.status == .exited(75))
    #expect(try read("configs/a/b.yaml") == text)
    // The push check asks for syntax and schema, not for data and model.
    let remote = repository.folder.path + "/remote.git"
    try repository.git("init", "-q", "--bare", remote)
    try repository.commitAll()
    let pushed = try Command(
      "git", ["push", "-q", remote, "main"], environment: Workshop.environment,
      folder: repository.path
    ).run()
    #expect(pushed.status == .exited(0), "\(pushed.errorText)")
  }

  @Test func aNewTrainerIsPython() throws {
    #expect(try lora("new", "train", "--template", "train_with_events").text.contains("train.py"))
    #expect(try read("train.py").contains("GIT_LORA_EVENTS"))
    let unknown = try Workshop.lora(["new", "x", "--template", "music"], in: repository.path)
    #expect(unknown.status == .exited(64))
    #expect(unknown.errorText.contains("text-generation"))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsAreScriptsOfTheirShell(shell: String) throws {
    let script = try lora("completion", shell).text
    for command in ["run", "validate", "checkout"] { #expect(script.contains(command)) }
    try repository.write("completion", script)
    let check = "! command -v \(shell) >/dev/null || \(shell) -n completion"
    #expect(try TemporaryRepository.shell(check, in: repository.path).errorText.isEmpty)
  }

  @Test func gitShowPrintsAnAdapterReadably() throws {
    let shop = try Workshop()
    _ = try shop.lora("run", "tea")
    #expect(try shop.git("show", "runs/tea").text.contains("oid sha256:"))
    _ = try shop.lora("init")
    let shown = try shop.git("show", "runs/tea").text
    #expect(shown.contains("+w  F32 1  norm 1.0"), "\(shown)")
    #expect(shown.contains("+step 2  loss 1.25"))
    #expect(!shown.contains("oid sha256:"))
    #expect(try shop.git("status", "--porcelain", "--", "bin", "data").text.isEmpty)
  }
}
