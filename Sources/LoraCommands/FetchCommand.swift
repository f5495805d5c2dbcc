import ArgumentParser
import LoraRunner
import LoraSharing

/// `git lora fetch`: runs from a remote.
struct FetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Bring runs from a remote: branches, tags, withdrawals and weights.",
    discussion: """
      Runs arrive under REMOTE/runs/NAME. Local run branches that are merely behind follow; one \
      that is checked out never moves. Weights: those of the runs named, else of each branch's \
      newest run.

      Examples:
        git lora fetch
        git lora fetch cyberpunk~2
        git lora fetch --no-objects         only what git lora log needs
        git lora fetch origin --all         every run with its weights
      """)

  @Argument(
    help: ArgumentHelp(
      "A remote's name first, then run branches or runs; all when left out.",
      valueName: "remote-or-run"), completion: Completions.remotesAndRuns)
  var words: [String] = []

  @Flag(name: .long, help: "Bring the weights of every run of the branches.")
  var all = false

  @Flag(name: .long, help: "Bring no weights.")
  var noObjects = false

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func validate() throws {
    if all && noObjects { throw ValidationError("--all and --no-objects exclude each other.") }
  }

  func run() throws {
    let workplace = try Workplace.here()
    let store = workplace.store
    let (remote, runs) = try Remote.split(words, in: store.repository, for: .fetch)
    let transport = Transport(
      store.repository.environment, showsProgress: Terminal.showsProgress && !json)
    let outcome = try RunFetch(store, remote: remote, transport: transport)
      .fetch(runs, objects: noObjects ? .none : all ? .ofEveryRun : .ofNamedOrNewest)
    try FetchText(remote: remote, outcome: outcome).show(json: json)
    MirrorDelivery.afterwards(in: workplace)
    if let failure = outcome.failure { throw failure }
    if !outcome.missing.isEmpty { throw SilentExit(code: .badData) }
  }
}
