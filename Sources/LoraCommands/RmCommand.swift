import ArgumentParser
import LoraReview
import LoraRunner
import LoraSharing
import LoraStore

/// `git lora rm`: take a run out of sight; no hash changes, and it can come back.
struct RmCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rm",
    abstract: "Remove a run from sight, or bring it back.",
    discussion: """
      The newest run of a branch is taken off it; any other run stays where it is and is hidden. \
      No hash changes, nothing is deleted, and `--restore` undoes it. `git lora push` tells the \
      others.

      Examples:
        git lora rm runs/cyberpunk
        git lora rm --yes runs/cyberpunk~2
        git lora rm --release runs/cyberpunk     its task no longer holds the commit
        git lora rm --restore 1a2b3c4
      """)

  @Argument(
    help: ArgumentHelp("A run, by any revision.", valueName: "run"), completion: Completions.runs)
  var revision: String

  @Flag(name: [.customShort("y"), .long], help: "Do not ask.")
  var yes = false

  @Flag(name: .long, help: "Also drop the mark that keeps the commit alive for its task.")
  var release = false

  @Flag(name: .long, help: "Bring a removed run back.")
  var restore = false

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func validate() throws {
    if restore && release { throw ValidationError("--release and --restore exclude each other.") }
  }

  func run() throws {
    let workplace = try Workplace.here()
    let found = try workplace.store.run(revision)
    try restore ? bringBack(found, in: workplace) : remove(found, in: workplace)
    MirrorDelivery.afterwards(in: workplace)
  }

  private func remove(_ run: LoggedRun, in workplace: Workplace) throws {
    let store = workplace.store
    let removal = try store.planRemoval(of: run, named: revision, releasing: release)
    let text = RmText(run: run, removal: removal)
    if removal.isDone { return try text.show(json: json) }
    guard try yes || Question.ask(text.question) else {
      Message.note("nothing was changed")
      return
    }
    try store.remove(removal)
    if !removal.wasWithdrawn { try workplace.mirror?.withdrawn(run) }
    try text.show(json: json)
  }

  private func bringBack(_ run: LoggedRun, in workplace: Workplace) throws {
    let store = workplace.store
    let restoration = try store.planRestoration(of: run)
    try store.restore(restoration)
    try workplace.mirror?.restored(run)
    try RmText.show(restoration, of: run, json: json)
  }
}
