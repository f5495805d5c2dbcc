import ArgumentParser
import Glibc
import LoraExperiment
import LoraProcess
import LoraRunner
import LoraStore

/// `git lora run`: train, and record the training as a commit.
struct RunCommand: ParsableCommand, RecordingCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Train by a config and record the run as a commit.",
    discussion: """
      Examples:
        git lora run configs/cyberpunk.yaml
        git lora run cyberpunk -s learning_rate=1e-4 -m "half the rate"
        git lora run cyberpunk --trainer diffusers
        git lora run --again runs/cyberpunk~2
        git lora run cyberpunk --task 86a3kx9d2
        git lora run cyberpunk --dry-run

      Ctrl-C finishes the step and records what there is; twice ends it at once.
      Exit codes: 0 recorded, 1 the training failed (recorded), 65 bad data, 69 recorded and \
      ClickUp not reached, 75 in the way, 78 bad config, 128 + N stopped by signal N (recorded): \
      130 for Ctrl-C, 143 for SIGTERM.
      """)

  @Argument(help: "The config: a path, or a name below configs/.", completion: Completions.configs)
  var config: String?

  @Option(name: .long, help: "Another name for the run branch than the config's own.")
  var name: String?

  @Option(name: .shortAndLong, help: "The commit's subject; further lines stand below it.")
  var message: String?

  @Option(
    name: .long, help: "A trainer of .lorarc, or lora-train.", completion: Completions.trainers)
  var trainer: String?

  @Option(
    name: [.customShort("s"), .long], help: ArgumentHelp("Override a key.", valueName: "key=value"))
  var set: [String] = []

  @Option(
    name: .long, help: "Repeat a recorded run, and say what is not as it was.",
    completion: Completions.runs)
  var again: String?

  @Option(name: .long, help: "The ClickUp task to report to.", completion: Completions.tasks)
  var task: String?

  @Option(name: .long, help: "At the end, wait for ClickUp no longer than that many seconds.")
  var wait: Double = MirrorDelivery.standardWait

  @Flag(name: .long, help: "Do not wait for ClickUp at the end.")
  var noWait = false

  @Flag(name: .long, help: "Record untracked, non-ignored files too.")
  var includeUntracked = false

  @Flag(name: .long, help: "Refuse while another run of the branch is training.")
  var exclusive = false

  @Flag(name: .long, help: "Hash all data anew instead of trusting remembered digests.")
  var rehash = false

  @Flag(name: [.customShort("n"), .long], help: "Print what would be done; write nothing.")
  var dryRun = false

  @Flag(name: .long, help: "Print the result as JSON.")
  var json = false

  @Flag(name: .shortAndLong, help: "No progress.")
  var quiet = false

  func run() throws {
    // A reader of the words that leaves (`| head`) must not end the run, however early it does.
    SignalAction.ignoring.install(for: SIGPIPE)
    let presenter = RunPresenter(quiet: quiet)
    let workplace = try Workplace.here()
    Reminders.uncheckedPushes(in: workplace)
    let pipeline = RunPipeline(workplace) { presenter.show($0) }
    guard !dryRun else { return try PlanText.show(try pipeline.plan(request), json: json) }
    let run = try pipeline.run(request)
    presenter.finish()
    let delivery = MirrorEnding(of: run, required: workplace.settings.clickup?.required ?? true)
    // The run is recorded: whatever happens to the words about it, the status is the run's own.
    if !json { OutcomeText.show(run.outcome) }
    let standing = delivery?.finish(within: noWait ? 0 : wait)
    if json { OutcomeText.print(run.outcome, standing) }
    try Self.leave(after: run.outcome)
    try delivery?.leave()
  }

  func validate() throws {
    guard wait >= 0, wait <= 86_400 else {
      throw ValidationError("--wait takes seconds from 0 to 86400.")
    }
  }

  private var request: RunRequest {
    var request = RunRequest(config: config)
    request.name = name
    request.message = message
    request.trainer = trainer
    request.overrides = set
    request.again = again
    request.includeUntracked = includeUntracked
    request.exclusive = exclusive
    request.rehash = rehash
    request.task = task
    return request
  }

  static func leave(after outcome: RunOutcome) throws {
    switch (outcome.state, outcome.stop) {
    case (.failed, _): throw SilentExit(code: .trainingFailed)
    case (_, .signal(let number)): throw SilentExit(signal: number)
    default: return
    }
  }
}
