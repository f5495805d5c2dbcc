import ArgumentParser
import LoraClickUp
import LoraPosting
import LoraRunner
import LoraTasks

/// `git lora task show`: one task, and what people did there since the run.
struct TaskShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a task: status, fields, files, and what people said since the run.",
    discussion: """
      Examples:
        git lora task show                       the branch's task, else the newest run's
        git lora task show 86a3kx9d2
        git lora task show DEV-12 --json
        git lora task show runs/cyberpunk~2      since that run
      """)

  @Argument(
    help: ArgumentHelp("A task, its address, or a run.", valueName: "task|run"),
    completion: Completions.tasks)
  var task: String?

  @OptionGroup var clickUp: ClickUpOptions

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func run() throws {
    let workplace = try Workplace.here()
    let chosen = try ChosenTask(task, in: workplace)
    let client = try clickUp.client()
    let found: ClickUpTask
    do throws(TaskLookup.Failure) {
      found = try TaskLookup(service: client, lists: []).task(chosen.reference)
    } catch {
      throw RunFailure(error)
    }
    let run = try chosen.run ?? TaskRuns(in: workplace.store)[found]
    let all = try TaskNews.read(TaskID(found.id), since: run?.time ?? 0, from: client)
    let news = workplace.mirror?.foreign(all, on: TaskID(found.id)) ?? all
    try TaskPage(task: found, run: run, news: news).show(json: json)
  }
}
