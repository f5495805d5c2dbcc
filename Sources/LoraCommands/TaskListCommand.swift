import ArgumentParser
import LoraClickUp
import LoraRunner
import LoraTasks

/// `git lora task list`: the board in the terminal.
struct TaskListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show the board: tasks by status, in the list's order.",
    discussion: """
      Examples:
        git lora task list
        git lora task list --closed
        git lora task list --list 901200000001 --json
      """)

  @Option(name: .long, help: ArgumentHelp("Another list than .lorarc's.", valueName: "id"))
  var list: String?

  @Flag(name: .long, help: "Closed tasks too.")
  var closed = false

  @OptionGroup var clickUp: ClickUpOptions

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func run() throws {
    let workplace = try Workplace.here()
    let lists = try list.map { [$0] } ?? workplace.taskLists()
    let client = try clickUp.client()
    let runs = try TaskRuns(in: workplace.store)
    let boards = try lists.map { id in
      try TaskBoard.read(id, includingClosed: closed, from: client)
    }
    try TaskBoardText(boards: boards, runs: runs).show(json: json)
  }
}

extension Workplace {
  /// The lists whose tasks are training jobs; there is at least one.
  func taskLists() throws(RunFailure) -> [String] {
    guard let lists = settings.clickup?.lists, !lists.isEmpty else {
      throw RunFailure(
        .badConfig, "\(Self.settingsFile) names no ClickUp list",
        hint: "git lora clickup doctor shows the lists that your token sees, and what to write")
    }
    return lists
  }
}
