import ArgumentParser
import Glibc
import LoraNames
import LoraProcess
import LoraRunner

/// `git lora clickup sandbox`: becomes `lora-sandbox`, which knows the options. It is a program of its
/// own so that no other command carries an HTTP server along.
struct ClickUpSandboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Serve a ClickUp of one's own on this machine.",
    discussion: """
      Needs no repository, no account and no network. One line of JSON says where the API and the \
      board page are; `git lora clickup sandbox --help` lists the options.

      Examples:
        git lora clickup sandbox --state /tmp/board
        git lora clickup sandbox --state /tmp/board --plan unlimited --faults faults.json
      """)

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("What lora-sandbox takes.", valueName: "options"))
  var options: [String] = []

  func run() throws {
    GitAsParent.endWithIt()
    let program = Self.program
    var arguments = ([program] + options).map { strdup($0) } + [nil]
    // The same process goes on, so that a signal meant for the sandbox reaches it.
    execvp(program, &arguments)
    throw RunFailure(
      .environment, "cannot start \(program): \(String(cString: strerror(errno)))",
      hint: "lora-sandbox belongs beside git-lora; scripts/install puts both there")
  }

  /// The one next to this very program, so that both are of one version; else whatever `PATH` has.
  private static var program: String {
    guard let own = realpath("/proc/self/exe", nil) else { return "lora-sandbox" }
    defer { free(own) }
    let path = String(cString: own)
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "lora-sandbox" }
    let beside = path[...slash] + "lora-sandbox"
    return access(String(beside), X_OK) == 0 ? String(beside) : "lora-sandbox"
  }
}
