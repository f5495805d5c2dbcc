import ArgumentParser
import Glibc
import LoraReview
import LoraRunner
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

  @Argument(help: ArgumentHelp("A run, by any revision.", valueName: "run"))
  var revision: String

  @Option(name: .long, help: "The folder to write to; left out: the run's own output folder.")
  var to: String?

  @Flag(name: .long, help: "Print what was written as JSON.")
  var json = false

  func run() throws {
    let workplace = try Workplace.open()
    let found = try workplace.store.run(revision)
    let written = try RunCheckout(workplace: workplace).write(found, to: to)
    guard !json else { return try JSONOutput.print(written) }
    Message.result(
      "\(written.files.count) files of \(found.id.short) in \(written.folder.printable)")
  }
}
