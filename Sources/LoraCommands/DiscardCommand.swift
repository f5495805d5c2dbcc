import ArgumentParser
import LoraExperiment
import LoraRunner
import LoraStore

/// `git lora discard`: let go of a run that was interrupted.
struct DiscardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discard",
    abstract: "Drop an interrupted run and what it left, unrecorded.",
    discussion: """
      Examples:
        git lora discard cyberpunk
        git lora discard --yes 3fa91c07
      """)

  @Argument(
    help: ArgumentHelp("A run's name, branch, or id.", valueName: "run"),
    completion: Completions.unfinishedRuns)
  var name: String

  @Flag(name: [.customShort("y"), .long], help: "Do not ask.")
  var yes = false

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func run() throws {
    let store = try Workplace.here().store
    let run = try ChosenRemains.one(name, of: try store.remains(), "was interrupted")
    let dropped = try RunDiscard(run, in: store)
    guard try yes || Question.ask(question(dropped)) else {
      return Message.note("nothing was changed")
    }
    try dropped.perform()
    guard !json else { return try JSONOutput.print(DiscardAnswer(run, dropped)) }
    Message.result("dropped run \(run.id.short) of \(run.name.printable): \(words(dropped))")
    if let commit = run.active?.id { Message.note("Git keeps \(commit.short) for a while") }
  }

  private func question(_ dropped: RunDiscard) -> String {
    let run = dropped.run
    return "Drop the run \(run.id.short) of \(run.name.printable), begun \(run.started.printable), "
      + "with \(words(dropped))?"
  }

  private func words(_ dropped: RunDiscard) -> String {
    let files = Numbers.counted(dropped.files, "file") + " (\(Numbers.bytes(dropped.bytes)))"
    return dropped.run.active == nil ? files : "\(files) and \(RunRefs.active(dropped.run.id))"
  }
}

/// `git lora discard --json`.
private struct DiscardAnswer: Encodable {
  let format = 1
  let id: RunID
  let name: String
  let files: Int
  let bytes: Int
  let commit: String?

  init(_ run: RunRemains, _ dropped: RunDiscard) {
    (id, name, commit) = (run.id, run.name, run.active?.id.hex)
    (files, bytes) = (dropped.files, dropped.bytes)
  }
}
