import Foundation
import LoraProcess
import Testing

/// `git lora clickup doctor` and `git lora task …`, as people type them.
@Suite struct TaskCommandTests {
  private let studio: Studio

  init() throws { studio = try Studio() }

  @Test func doctorSaysWhatIsMissing() throws {
    let output = try studio.lora("clickup", "doctor")
    #expect(output.status == .exited(0), "\(output.errorText)")
    let lines = output.text.split(separator: "\n").map(String.init)
    #expect(lines.contains("ok      the token is Ada (1)'s"))
    #expect(lines.contains("ok      list 'Training' (7)"))
    #expect(lines.contains("    running: \"in progress\""))
    #expect(lines.contains("    version: \"模型版本号\""))
    #expect(lines.contains { $0.contains("calls left in this minute") })
  }

  @Test func doctorFails() throws {
    try studio.shop.repository.write(
      ".lorarc", Workshop.settings + "clickup: {list: \"7\", statuses: {running: In Progress}}\n")
    let output = try studio.lora("clickup", "doctor")
    #expect(output.status == .exited(78))
    #expect(output.text.contains("did you mean 'in progress'?"))
  }

  @Test func theBoard() throws {
    let output = try studio.lora("task", "list")
    #expect(output.status == .exited(0), "\(output.errorText)")
    let lines = output.text.split(separator: "\n").map { $0.split(separator: " ").first ?? "" }
    #expect(
      lines.map(String.init) == [
        "Training", "to", "86b4kx9d3", "in", "DEV-12", "complete",
      ])
    #expect(output.text.contains("runs/tea"))
    #expect(!output.text.contains("\u{1B}"))
  }

  @Test(arguments: [["86a3kx9d2"], ["runs/tea"], ["tea"], ["https://x.example/t/86a3kx9d2"], []])
  func oneTask(words: [String]) throws {
    let output = try Workshop.lora(
      ["task", "show"] + words, in: studio.shop.path, variables: studio.board.environment)
    #expect(output.status == .exited(0), "\(output.errorText)")
    let text = output.text
    #expect(text.contains("Area: Neon") && text.contains("lines.txt  1.2 kB  Bo (5)"))
    #expect(text.contains("since that run") && text.contains("The sign is unreadable."))
    #expect(text.contains("in reply to Bo's “The sign is unreadable.”"))
    #expect(text.contains("Larger"))
    #expect(text.contains("status 'review'"))
    #expect(!text.contains("lora 0123abcd") && !text.contains("Long ago"))
    #expect(!text.contains("\u{1B}"))
  }

  @Test func customIDsFindTheirWorkspace() throws {
    let output = try studio.lora("task", "show", "DEV-12")
    #expect(output.status == .exited(0), "\(output.errorText)")
    #expect(
      studio.board.seen.contains {
        $0.hasPrefix("GET /api/v2/task/DEV-12?custom_task_ids=true&team_id=9 ")
      })
  }

  @Test func tasksAreMadeFromTheTemplate() throws {
    try studio.shop.repository.write(
      "configs/tea.yaml", Workshop.config.replacing("lora_rank: 8", with: "lora_rank: 16"))
    let output = try studio.lora(
      "task", "new", "tea", "--field", "Area=neon", "--assign", "5", "--status", "to do")
    #expect(output.status == .exited(0), "\(output.errorText)")
    #expect(output.text.hasPrefix("made 86a3kx9d2: Neon"))
    #expect(output.errorText.contains("clickup_task: 86a3kx9d2"))
    let posted = try #require(studio.board.seen.last { $0.hasPrefix("POST /api/v2/list/7/task ") })
    for part in [
      #""name":"tea""#, #""custom_fields":[{"id":"f2","value":"o1"}]"#.replacing("f2", with: "f3"),
      #""assignees":[5]"#, #""status":"to do""#, "base model: `models/base.bin`",
    ] { #expect(posted.contains(part), "\(part)") }
  }

  /// Keys of the config that `.lorarc` maps to fields; one that does not fit is only left out.
  @Test func mappedFieldsAreFilled() throws {
    try studio.shop.repository.write(
      ".lorarc",
      Workshop.settings
        + "clickup: {list: \"7\", fields: {lora_rank: 存储地址, task_type: Area}}\n")
    try studio.shop.repository.write("configs/tea.yaml", Workshop.config)
    let output = try studio.lora("task", "new", "tea")
    #expect(output.status == .exited(0), "\(output.errorText)")
    #expect(output.errorText.contains("'Area' has no option 'text-generation'"))
    let posted = try #require(studio.board.seen.last { $0.hasPrefix("POST /api/v2/list/7/task ") })
    #expect(posted.contains(#""custom_fields":[{"id":"f2","value":"8"}]"#))
    let typed = try studio.lora("task", "new", "tea", "--field", "Area=Neon", "--dry-run")
    #expect(typed.text.contains("\nArea: Neon\n存储地址: 8\n"))
  }

  @Test func oneTaskAConfig() throws {
    let output = try studio.lora("task", "new", "tea")
    #expect(output.status == .exited(75))
    #expect(output.errorText.contains("has a task already: CU-86a3kx9d2"))
    #expect(!studio.board.seen.contains { $0.hasPrefix("POST") })
  }

  @Test(arguments: [
    (["task", "show", "neon"], 64, "neither a run nor a task"),
    (["task", "new"], 64, "a task needs a name"),
    (["task", "new", "--title", "x", "--field", "Area"], 64, "is not NAME=VALUE"),
    (["task", "new", "--title", "x", "--field", "Area=Tea"], 64, "has no option 'Tea'"),
    (["task", "new", "--title", "x", "--template", "none.md"], 75, "cannot read none.md"),
    (["task", "new", "none"], 78, "there is no config none"),
  ])
  func mistakes(words: [String], code: Int32, cause: String) throws {
    let output = try Workshop.lora(
      words, in: studio.shop.path, variables: studio.board.environment)
    #expect(output.status == .exited(code))
    #expect(output.errorText.contains(cause), "\(output.errorText)")
    #expect(output.text.isEmpty)
  }

  @Test(arguments: [
    (["CLICKUP_TOKEN": ""], "there is no ClickUp token"),
    (["CLICKUP_TOKEN": "pk_1_SECRET"], "the token was not sent"),
    (["CLICKUP_API_URL": "http://127.0.0.1:1/api"], "ClickUp was not reached"),
    (["CLICKUP_API_URL": "http://example.com/api"], "CLICKUP_API_URL: the address is http"),
  ])
  func withoutClickUp(variables: [String: String], cause: String) throws {
    for words in [["clickup", "doctor"], ["task", "list"], ["task", "show", "86a3kx9d2"]] {
      let output = try Workshop.lora(
        words, in: studio.shop.path,
        variables: studio.board.environment.merging(variables) { $1 })
      #expect(output.status == .exited(69))
      // To the doctor a token that may not be sent is a finding.
      let text = output.text + output.errorText
      #expect(text.contains(cause), "\(text)")
      #expect(text.contains("hint: ") || words.contains("doctor"))
      #expect(!text.contains("SECRET"))
    }
    #expect(studio.board.seen.isEmpty)
  }

  @Test func listsMustBeNamed() throws {
    try studio.shop.repository.write(".lorarc", Workshop.settings)
    let output = try studio.lora("task", "list")
    #expect(output.status == .exited(78))
    #expect(output.errorText.contains("names no ClickUp list"))
    #expect(try studio.lora("task", "list", "--list", "7").status == .exited(0))
  }

  /// Each call is told, the token never; and the token is in no child's reach.
  @Test func verboseIsRedacted() throws {
    let output = try studio.lora("task", "show", "86a3kx9d2", "--verbose")
    #expect(output.errorText.contains("clickup: GET /v2/task/86a3kx9d2: 200 in "))
    #expect(!(output.errorText + output.text).contains("SECRET"))
    #expect(studio.board.seen.allSatisfy { $0.contains("Authorization: pk_sandbox_SECRET\r\n") })
  }

  /// A browser is started with the page's address, and without the token.
  @Test func pagesAreOpenedWhereThereIsADisplay() throws {
    let folder = studio.shop.path + "/browser"
    try studio.shop.repository.write(
      "browser/xdg-open",
      "#!/bin/sh\n{ echo \"$@\"; env; } > \"$0.new\"; mv \"$0.new\" \"$0.seen\"\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder + "/xdg-open")
    let path = folder + ":" + (Workshop.environment["PATH"] ?? "")
    let quiet = try studio.lora("task", "open", "tea", variables: ["PATH": path])
    #expect(quiet.text == "https://app.clickup.com/t/86a3kx9d2\n")
    let opened = try studio.lora("task", "open", "tea", variables: ["PATH": path, "DISPLAY": ":9"])
    #expect(opened.status == .exited(0))
    var seen: String?
    while seen == nil {
      seen = try? String(contentsOfFile: folder + "/xdg-open.seen", encoding: .utf8)
    }
    #expect(seen?.hasPrefix("https://app.clickup.com/t/86a3kx9d2\n") == true)
    #expect(seen?.contains("SECRET") == false)
  }
}
