import ArgumentParser
import Glibc
import LoraReview
import LoraRunner
import LoraSharing
import LoraStore

/// `git lora checkout`: a run's files on disk, without switching branches.
struct CheckoutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkout",
    abstract: "Write a run's files into a folder, without switching branches.",
    discussion: """
      Examples:
        git lora checkout runs/cyberpunk~2              into its output folder
        git lora checkout runs/cyberpunk --to /tmp/review
      """)

  @Argument(
    help: ArgumentHelp("A run, by any revision.", valueName: "run"), completion: Completions.runs)
  var revision: String

  @Option(name: .long, help: "The folder to write to; left out: the run's own output folder.")
  var to: String?

  @Flag(name: .long, help: "Print what was written as JSON.")
  var json = false

  func run() throws {
    let workplace = try Workplace.here()
    let found = try workplace.store.run(revision)
    try bringMissing(of: found, workplace.store)
    let written = try RunCheckout(workplace: workplace).write(found, to: to)
    guard !json else { return try JSONOutput.print(written) }
    Message.result(
      "\(written.files.count) files of \(found.id.short) in \(written.folder.printable)")
  }

  /// What is on another machine only is fetched, as `git checkout` does with LFS files.
  private func bringMissing(of run: LoggedRun, _ store: RunStore) throws {
    let transport = Transport(
      store.repository.environment, showsProgress: Terminal.showsProgress && !json)
    let completion = RunCompletion(store, transport: transport)
    let missing = try completion.missing(of: run)
    guard !missing.isEmpty, let remote = completion.remote(of: run) else { return }
    Message.note("fetching \(Numbers.counted(missing.count, "LFS object")) from \(remote.name)")
    _ = try completion.bring(missing, from: remote)
  }
}
