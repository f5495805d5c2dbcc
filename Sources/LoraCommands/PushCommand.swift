import ArgumentParser
import LoraHooks
import LoraRunner
import LoraSharing
import LoraStore

/// `git lora push`: runs to a remote, with everything that makes them whole there.
struct PushCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "push",
    abstract: "Send runs to a remote: branches, tags, withdrawals and weights together.",
    discussion: """
      Sends only what the remote lacks, weights first. Where the remote's branch has moved on, the \
      runs go up unchanged as runs/NAME.YOU. Plain `git push` works as well.

      Examples:
        git lora push                       every run, to Git's default remote
        git lora push cyberpunk             the runs of one branch
        git lora push backup runs/cyberpunk~2
      """)

  @Argument(
    help: ArgumentHelp(
      "A remote's name first, then run branches or runs; all runs when left out.",
      valueName: "remote-or-run"), completion: Completions.remotesAndRuns)
  var words: [String] = []

  @Flag(name: [.customShort("n"), .long], help: "Say what would be sent; send nothing.")
  var dryRun = false

  @Flag(name: .long, help: "Send broken configs too, and pass over the pre-push hooks.")
  var noVerify = false

  @Flag(name: .long, help: "Print as JSON.")
  var json = false

  func run() throws {
    let workplace = try Workplace.here()
    let store = workplace.store
    let environment = store.repository.environment
    let (remote, runs) = try Remote.split(words, in: store.repository, for: .push)
    let transport = Transport(environment, showsProgress: Terminal.showsProgress && !json)
    let planner = PushPlanner(
      store, remote: remote, transport: transport,
      person: try environment.identities().author.name)
    var plan = try planner.plan(runs: runs)
    var outcome = try send(plan, through: transport, store)
    // Somebody else pushed in between: look again.
    for _ in 0..<Self.furtherAttempts where outcome.isOvertaken {
      let before = outcome.sent
      plan = try planner.plan(runs: runs)
      outcome = try send(plan, through: transport, store).after(before)
    }
    try PushText(plan: plan, outcome: outcome, isDryRun: dryRun).show(json: json)
    if !dryRun { MirrorDelivery.afterwards(in: workplace) }
    if !outcome.refused.isEmpty { throw SilentExit(code: .inTheWay) }
    if !plan.broken.isEmpty { throw SilentExit(code: .badData) }
  }

  private static let furtherAttempts = 3

  private func send(_ plan: PushPlan, through transport: Transport, _ store: RunStore) throws
    -> PushDelivery.Outcome
  {
    if !noVerify {
      let refs = plan.updates.map {
        PushedRef(
          localName: $0.local, local: $0.commit, remoteName: $0.target, remote: $0.known)
      }
      try PushCheckText.check(
        refs, to: plan.remote.name, in: store.repository, wayAround: "git lora push --no-verify")
    }
    if dryRun { return PushDelivery.Outcome(sent: plan.updates) }
    return try PushDelivery(store, transport: transport, runsHooks: !noVerify).deliver(plan)
  }
}

extension Terminal {
  /// Whether git and git-lfs may draw on it.
  static var showsProgress: Bool { output.isInteractive && errors.isInteractive }
}
