import ArgumentParser
import FoundationEssentials
import LoraClickUp
import LoraConfig
import LoraRunner
import LoraTasks

/// `git lora task new`: a task for the runs of a config.
struct TaskNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a ClickUp task for the runs of a config.",
    discussion: """
      The description comes from a template with the config's facts put in; --template names a \
      Markdown file of your own.

      Examples:
        git lora task new cyberpunk
        git lora task new configs/tea.yaml --title "Tea shop voice" --assign 183
        git lora task new cyberpunk --field "Area=Neon Street" --status "to do" --dry-run
      """)

  @Argument(help: "The config: a path, or a name below configs/.")
  var config: String?

  @Option(name: .long, help: "The task's name; the runs' name when left out.")
  var title: String?

  @Option(name: .long, help: ArgumentHelp("The list, when .lorarc names several.", valueName: "id"))
  var list: String?

  @Option(name: .long, help: "A status of the list; its first when left out.")
  var status: String?

  @Option(name: .long, help: ArgumentHelp("Someone to assign it to, by number.", valueName: "id"))
  var assign: [Int] = []

  @Option(
    name: .long, help: ArgumentHelp("A custom field and its value.", valueName: "name=value"))
  var field: [String] = []

  @Option(name: .long, help: ArgumentHelp("Another template.", valueName: "file"))
  var template: String?

  @Flag(name: [.customShort("n"), .long], help: "Print what would be made; make nothing.")
  var dryRun = false

  @OptionGroup var clickUp: ClickUpOptions

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func run() throws {
    let workplace = try Workplace.here()
    let source = try config.map { try workplace.config(named: $0) }
    let list = try chosenList(in: workplace)
    let fields = try TaskFields(typed: field, config: source, settings: workplace.settings)
    let draft = try draft(of: source, in: workplace)
    guard !dryRun else {
      return try TaskDraftText(draft: draft, list: list, fields: fields.all).show(json: json)
    }
    if let task = source?.config.clickupTask {
      throw RunFailure(
        .inTheWay, "\(source?.path ?? "") has a task already: \(task)".printable,
        hint: "git lora task show \(task)")
    }
    let made = try make(draft, in: list, fields)
    try TaskMadeText(task: made, config: source?.path).show(json: json)
  }

  private func chosenList(in workplace: Workplace) throws -> String {
    if let list { return list }
    let lists = try workplace.taskLists()
    guard lists.count == 1 else {
      throw RunFailure(
        .usage, "which list? .lorarc names " + lists.joined(separator: " and "),
        hint: "--list \(lists[0])")
    }
    return lists[0]
  }

  private func draft(of source: NamedConfig?, in workplace: Workplace) throws -> TaskDraft {
    guard let name = title ?? source?.name.text else {
      throw RunFailure(.usage, "a task needs a name", hint: "name a config, or give --title")
    }
    var text = TaskTemplate.standard
    if let template {
      guard let bytes = FileManager.default.contents(atPath: template) else {
        throw RunFailure.cannot("read", template)
      }
      text = TaskTemplate(String(decoding: bytes, as: UTF8.self))
    }
    let facts = source.map { $0.facts(in: workplace.settings) } ?? [:]
    return TaskDraft(
      name: name, markdown: text.filled(facts.merging(["name": name]) { $1 }), status: status,
      assignees: assign)
  }

  private func make(_ draft: TaskDraft, in list: String, _ fields: TaskFields) throws
    -> ClickUpTask
  {
    let client = try clickUp.client()
    var draft = draft
    if !fields.all.isEmpty {
      draft.fields = try fields.inputs(among: try client.fields(ofList: list))
    }
    do throws(ClickUpError) { return try client.createTask(draft, inList: list) } catch {
      if !error.isSurelyUndone {
        Message.warning("the task may have been made all the same: git lora task list")
      }
      throw error
    }
  }
}

extension NamedConfig {
  /// What the template can speak of.
  fileprivate func facts(in settings: TeamSettings) -> [String: String] {
    var facts = ["config": path, "branch": settings.branch(of: name)]
    for key in TaskTemplate.names where facts[key] == nil {
      facts[key] = RunKey.named(key).flatMap { text(of: $0) }
    }
    return facts
  }
}
