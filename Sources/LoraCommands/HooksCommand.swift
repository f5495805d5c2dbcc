import ArgumentParser
import LoraGit
import LoraHooks

/// `git lora hooks`: the pre-push block and where it stands.
struct HooksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hooks",
    abstract: "Install, remove or look at the pre-push hook.",
    discussion: """
      The hook refuses a push that would bring a broken config to the others. It is one marked \
      block before whatever the hook file already does. git push --no-verify skips it.
      """,
    subcommands: [Status.self, Install.self, Remove.self],
    defaultSubcommand: Status.self)

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Whether pushes are checked.")

    @Flag(name: .long, help: "Print as JSON.")
    var json = false

    func run() throws {
      let status = try HookInstaller(git: try GitEnvironment.discover()).status()
      guard !json else { return try JSONOutput.print(StatusAnswer(status)) }
      Message.result("\(status.location.shownPath.printable): \(status.words)")
      if let remedy = status.remedy { Message.hint(remedy) }
    }
  }

  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put the block in, or bring it up to date.")

    @Flag(name: .long, help: "Edit tracked hook files too.")
    var writeTracked = false

    @Flag(name: [.customShort("n"), .long], help: "Say what would be done; write nothing.")
    var dryRun = false

    func run() throws {
      let installer = HookInstaller(git: try GitEnvironment.discover())
      SetupText.show(
        try installer.install(writeTracked: writeTracked, dryRun: dryRun), dryRun: dryRun)
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take the block out again.")

    @Flag(name: .long, help: "Edit tracked hook files too.")
    var writeTracked = false

    @Flag(name: [.customShort("n"), .long], help: "Say what would be done; write nothing.")
    var dryRun = false

    func run() throws {
      let installer = HookInstaller(git: try GitEnvironment.discover())
      SetupText.show(
        try installer.remove(writeTracked: writeTracked, dryRun: dryRun), dryRun: dryRun)
    }
  }
}

/// `git lora hooks status --json`.
private struct StatusAnswer: Encodable {
  let format = 1
  let path: String
  let isChecking: Bool
  let state: String
  let remedy: String?

  init(_ status: HookStatus) {
    path = status.location.path
    isChecking = status.isChecking
    state = status.words
    remedy = status.remedy
  }
}
