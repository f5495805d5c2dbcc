import ArgumentParser
import LoraExperiment
import LoraMirror
import LoraPosting
import LoraRunner
import LoraStore
import LoraTasks

/// `git lora sync`: bring what runs have to say to their ClickUp tasks.
struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Bring what runs have to say to their ClickUp tasks.",
    discussion: """
      Runs write what they have to say into an outbox of the repository; run, push, fetch and sync \
      deliver it. Nothing is sent twice: what may or may not have arrived is looked for, and what \
      cannot be settled so is called uncertain.

      Examples:
        git lora sync                        deliver everything that waits
        git lora sync --status               what waits and why; asks nobody
        git lora sync --retry 1a2b3c4d/file-2
        git lora sync --drop 1a2b3c4d/running-1   never mind that one
        git lora sync --adopt runs/cyberpunk the machine that ran is lost: say it all again
        git lora sync --status --json

      Exit codes: 0 nothing waits that could be delivered, 69 ClickUp was not reached or something \
      is uncertain, 78 .lorarc has no clickup section.
      """)

  @Flag(name: .long, help: "Show what waits and why; ask nobody.")
  var status = false

  @Flag(name: [.customShort("n"), .long], help: "The same: say what would be delivered.")
  var dryRun = false

  @Option(
    name: .long,
    help: ArgumentHelp("Send an uncertain, failed or set-aside effect again.", valueName: "id"))
  var retry: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("Take an effect out of the outbox, undone.", valueName: "id"))
  var drop: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Write again what a landed run has to say, same keys.", valueName: "run"))
  var adopt: String?

  @Option(name: .long, help: "Wait for ClickUp no longer than that many seconds.")
  var wait: Double = 600

  @OptionGroup var clickUp: ClickUpOptions

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func validate() throws {
    guard wait >= 0, wait <= 86_400 else {
      throw ValidationError("--wait takes seconds from 0 to 86400.")
    }
  }

  func run() throws {
    let workplace = try Workplace.here()
    guard let mirror = workplace.mirror else { throw Self.noBoard }
    try mirror.catchUp()
    if status || dryRun { return try show(try mirror.outbox.standing(), of: mirror) }
    if let adopt { try self.adopt(adopt, through: mirror) }
    let deliverer = try mirror.deliverer(log: clickUp.log)
    try drop(through: deliverer)
    try retry(through: deliverer)
    let report = try deliverer.deliver(
      until: SystemClock().now + wait, retryingSetAside: retry.isEmpty)
    try show(report, of: mirror)
    if !report.isSettled { throw SilentExit(code: .mirrorUnreached) }
  }

  private func adopt(_ revision: String, through mirror: RepositoryMirror) throws {
    let run = try mirror.store.run(revision)
    guard let task = try mirror.store.record(of: run).clickupTask,
      let reference = TaskReference(task)
    else {
      throw RunFailure(
        .usage, "the run \(revision) belongs to no task".printable,
        hint: "clickup_task in its config names one")
    }
    let found: RunTask
    do { found = try mirror.task(TaskLink(reference, from: .config)) } catch {
      throw RunFailure(error)
    }
    try mirror.adopt(run, on: found)
  }

  private func retry(through deliverer: Deliverer) throws {
    for id in retry {
      guard try deliverer.retry(try Self.key(id)) else {
        throw RunFailure(
          .usage, "\(id) is not uncertain, failed or set aside".printable,
          hint: "git lora sync --status lists what is")
      }
    }
  }

  private func drop(through deliverer: Deliverer) throws {
    for id in drop {
      guard try deliverer.drop(try Self.key(id)) else {
        throw RunFailure(
          .usage, "\(id) does not wait".printable, hint: "git lora sync --status lists what does")
      }
    }
  }

  private static func key(_ id: String) throws(RunFailure) -> EffectKey {
    guard let key = EffectKey(id) else {
      throw RunFailure(
        .usage, "'\(id)' is no effect".printable,
        hint: "git lora sync --status lists them: 1a2b3c4d/file-2")
    }
    return key
  }

  private func show(_ report: DeliveryReport, of mirror: RepositoryMirror) throws {
    try OutboxText(report).show(json: json)
    try mirror.outbox.forget(report.deletedTasks)
  }

  static let noBoard = RunFailure(
    .badConfig, ".lorarc has no clickup section, so no run goes to a task",
    hint: "git lora clickup doctor prints the lines to add")
}

extension DeliveryReport {
  /// Whether nobody has to come back for anything.
  var isSettled: Bool {
    obstacle == nil && isComplete && entries(.uncertain).isEmpty && entries(.failed).isEmpty
      && entries(.setAside).isEmpty
  }

  /// As far as one run is concerned.
  func of(_ run: RunID) -> DeliveryReport {
    var report = self
    report.lines = lines.filter { $0.entry.run == run }
    return report
  }
}
