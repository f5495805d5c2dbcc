import Foundation
import LoraJSON
import LoraProcess
import TestSupport
import Testing

/// The commands about tasks against the sandbox, each program as people start it.
@Suite struct SandboxTests {
  private let shop: Workshop
  private let sandbox: SandboxProcess

  init() throws {
    shop = try Workshop()
    sandbox = try SandboxProcess("--custom-ids", "DEV", "--rate", "12/1")
  }

  private func lora(_ words: String..., variables: [String: String] = [:]) throws -> Output {
    try Workshop.lora(
      words, in: shop.path, variables: sandbox.environment.merging(variables) { $1 })
  }

  private func nameList(_ more: String = "") throws {
    try shop.repository.write(
      ".lorarc", Workshop.settings + "clickup:\n  list: \"\(sandbox.greeting.list)\"\n" + more)
  }

  /// What the doctor proposes satisfies the doctor.
  @Test func theDoctorsProposalsAreGood() throws {
    #expect(try lora("clickup", "doctor").status == .exited(78))
    try nameList()
    let first = try lora("clickup", "doctor")
    #expect(first.status == .exited(0), "\(first.text)\(first.errorText)")
    let proposed = first.text.components(separatedBy: "\nclickup:\n").last ?? ""
    #expect(proposed.contains("running: \"in progress\""))
    try nameList(proposed)
    let second = try lora("clickup", "doctor")
    #expect(second.status == .exited(0), "\(second.text)\(second.errorText)")
    #expect(!second.text.contains(".lorarc lacks"))
    #expect(second.text.contains("clickup.statuses.review: 'review' in the list"))
  }

  /// `init` proposes the same, and can do without ClickUp.
  @Test func initProposesTheBoardsLines() throws {
    let all = try lora("init", "--dry-run").text
    #expect(all.contains("\n  list: \"\(sandbox.greeting.list)\"   # "), "\(all)")
    #expect(all.contains("\n    storage: \"存储地址\"\n"))
    try nameList()
    let ready = try lora("init", "--dry-run")
    #expect(ready.status == .exited(0))
    #expect(ready.text.contains("\nclickup:\n  statuses:\n    running: \"in progress\""))
    let alone = try lora(
      "init", "--dry-run", variables: ["CLICKUP_API_URL": "http://127.0.0.1:1/api"])
    #expect(alone.status == .exited(0))
    #expect(alone.errorText.contains("ClickUp was not asked"), "\(alone.errorText)")
    let nobody = try lora("init", "--dry-run", variables: ["CLICKUP_TOKEN": ""])
    #expect(!nobody.text.contains("clickup:") && !nobody.errorText.contains("ClickUp"))
  }

  @Test func aTaskFromConfigToRun() throws {
    try nameList()
    let made = try JSONValue(parsing: try lora("task", "new", "tea", "--json").text)
    let id = try #require(made["id"]?.string)
    try shop.repository.write("configs/tea.yaml", Workshop.config + "clickup_task: \(id)\n")
    let run = try lora("run", "tea", "--quiet")
    #expect(run.status == .exited(0), "\(run.errorText)")
    let board = try lora("task", "list")
    #expect(board.text.contains("runs/tea"), "\(board.text)\(board.errorText)")
    for name in [id, "runs/tea", made["custom_id"]?.string ?? ""] {
      let shown = try lora("task", "show", name)
      #expect(shown.status == .exited(0), "\(shown.errorText)")
      #expect(shown.text.hasPrefix("tea\ntask         \(id) (DEV-"))
    }
    #expect(try lora("task", "open", id, "--print").text == (made["url"]?.string ?? "") + "\n")
  }

  @Test func refusalsName() throws {
    try nameList()
    let status = try lora("task", "new", "tea", "--status", "nope")
    #expect(status.status == .exited(65))
    #expect(status.errorText.contains("'to do', 'in progress', 'review'"))
    let gone = try lora("task", "show", "86zzzzzzz")
    #expect(gone.status == .exited(64))
    #expect(gone.errorText.contains("not found, or not visible to this token"))
    let token = try lora("task", "list", variables: ["CLICKUP_TOKEN": "pk_sandbox_wrong"])
    #expect(token.status == .exited(69))
    #expect(token.errorText.contains("ClickUp does not accept the token"))
  }

  /// Three programs share twelve calls a second and ask for eighteen: who comes too late waits,
  /// and nobody is turned away.
  @Test func programsShareTheLimit() throws {
    try nameList()
    let state = try TemporaryFolder()
    let environment = Workshop.environment.merging(sandbox.environment) { $1 }
      .merging(["XDG_STATE_HOME": state.path]) { $1 }
    for _ in 0..<3 {
      let programs = try (0..<3).map { _ in
        try ChildProcess(
          Command(
            "git", ["lora", "task", "list", "--verbose"], environment: environment,
            folder: shop.path))
      }
      for program in programs {
        let output = try program.collect()
        #expect(output.status == .exited(0), "\(output.errorText)")
        #expect(!output.errorText.contains(": 429 in"), "\(output.errorText)")
      }
    }
  }
}
