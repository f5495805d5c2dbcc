import ArgumentParser
import LoraClickUp
import LoraNames
import LoraProcess
import LoraRunner
import LoraTasks

/// `git lora task open`: the task's page.
struct TaskOpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Print the address of a task's page, and open it where there is a display.",
    discussion: """
      Examples:
        git lora task open
        git lora task open runs/cyberpunk
        git lora task open 86a3kx9d2 --print
      """)

  @Argument(
    help: ArgumentHelp("A task, its address, or a run.", valueName: "task|run"),
    completion: Completions.tasks)
  var task: String?

  @Flag(name: .customLong("print"), help: "Only print the address.")
  var printOnly = false

  @OptionGroup var clickUp: ClickUpOptions

  @Flag(name: .long, help: "Print as JSON; opens nothing.")
  var json = false

  func run() throws {
    let chosen = try ChosenTask(task, in: try Workplace.here())
    let client = try clickUp.client()
    let found: ClickUpTask
    do throws(TaskLookup.Failure) {
      found = try TaskLookup(service: client, lists: []).task(chosen.reference)
    } catch {
      throw RunFailure(error)
    }
    guard !json else {
      return try JSONOutput.print(TaskOpenAnswer(id: found.id, url: found.url))
    }
    Message.result(found.url.printable)
    if !printOnly { WebPage.open(found.url) }
  }
}

/// `git lora task open --json`.
private struct TaskOpenAnswer: Encodable {
  let format = 1
  let id: String
  let url: String
}

/// A page in the user's own browser.
enum WebPage {
  /// Does nothing without a display. The address comes from a server: anything but a web page
  /// (`file:`, a program's own scheme) is not handed on.
  static func open(_ address: String, environment: [String: String] = Command.currentEnvironment) {
    let hasDisplay = ["DISPLAY", "WAYLAND_DISPLAY"].contains { !(environment[$0] ?? "").isEmpty }
    let isPage = address.begins(with: "https://") || address.begins(with: "http://")
    guard hasDisplay, isPage else { return }
    // The browser outlives this program and needs no token.
    let open = Command(
      "xdg-open", [address], environment: environment.filter { $0.key != TokenLookup.variable },
      output: .discard, errors: .discard, ownGroup: true)
    do { _ = try ChildProcess(open) } catch { Message.note("not opened: \(error)") }
  }
}
