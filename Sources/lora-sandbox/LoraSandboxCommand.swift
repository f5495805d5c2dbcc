import ArgumentParser
import LoraSandbox

/// The sandbox as a program: `git lora clickup sandbox` becomes it.
struct LoraSandboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lora-sandbox",
    abstract: "A ClickUp of one's own, on this machine alone.",
    usage: "git lora clickup sandbox --state DIR [options]",
    discussion: """
      Answers as ClickUp's API does, keeps everything in a folder, and shows a small board page. One \
      line of JSON on standard output says where: {api, board, token, team, list, task}. It serves \
      until SIGTERM; docs/sandbox.md describes the rest, the faults file among it.

      Examples:
        git lora clickup sandbox --state /tmp/board
        git lora clickup sandbox --state /tmp/board --port 8800 --rate 20/10 --faults faults.json
      """,
    version: "0.1.0")

  @Option(help: ArgumentHelp("The port on 127.0.0.1; 0 takes any that is free.", valueName: "n"))
  var port = 0

  @Option(
    help: ArgumentHelp("The folder that keeps everything; made where missing.", valueName: "dir"))
  var state: String

  @Option(help: "free (60 custom-field values, 5 spaces) or unlimited.")
  var plan = "free"

  @Option(
    help: ArgumentHelp("Requests in so many seconds (default: 100/60).", valueName: "n/seconds"))
  var rate: String?

  @Option(help: ArgumentHelp("What goes wrong, and when; a JSON file.", valueName: "file"))
  var faults: String?

  @Option(
    help: ArgumentHelp("Makes ids, token and faults by chance the same each time.", valueName: "n"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "Addresses of attachments are signed and end after so long.", valueName: "seconds"))
  var attachmentTtl: Int?

  @Option(
    help: ArgumentHelp("New tasks get custom ids like DEV-1.", valueName: "prefix"))
  var customIds: String?

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port must be 0 to 65535") }
    guard attachmentTtl ?? 1 > 0 else {
      throw ValidationError("--attachment-ttl must be above 0")
    }
  }

  func run() throws {
    var options = Sandbox.Options(stateFolder: state, plan: plan)
    options.port = port
    options.rate = rate
    options.faultsFile = faults
    options.seed = seed
    options.attachmentSeconds = attachmentTtl
    options.customIDPrefix = customIds
    Program.serve(options)
  }
}
