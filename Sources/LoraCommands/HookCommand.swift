import ArgumentParser
import LoraGit
import LoraHooks
import LoraProcess

/// `git lora hook`: what the hook block calls; not for people.
struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook", abstract: "What hooks call.", shouldDisplay: false,
    subcommands: [PrePush.self])

  struct PrePush: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pre-push")

    @Argument(help: "The remote's name.")
    var remote: String?

    @Argument(help: "The remote's address.")
    var address: String?

    @Flag(name: .long, help: "Read the push from pre-commit's variables.")
    var preCommit = false

    func run() throws {
      let repository = try Repository.discover()
      let push = try pushed(in: repository)
      let findings = try PrePushCheck(repository, remote: push.remote).findings(for: push.refs)
      for finding in findings { show(finding) }
      guard findings.refusePush else { return }
      Message.note("\ngit-lora refuses this push: a config in it is broken.")
      Message.hint("mend it and commit, or push all the same: git push --no-verify")
      throw SilentExit(code: .badConfig)
    }

    private func pushed(in repository: Repository) throws -> (remote: String, refs: [PushedRef]) {
      if preCommit {
        return PushedRef.fromPreCommit(Command.currentEnvironment, in: repository) ?? ("", [])
      }
      return (remote ?? "", PushedRef.parse(StandardInput.bytes()))
    }

    private func show(_ finding: PushFinding) {
      for diagnostic in finding.diagnostics {
        Message.note(diagnostic.rendered(colour: Terminal.errors.hasColour))
      }
      Message.note(
        "  in \(finding.commit.short), pushed to \(finding.references.joined(separator: ", ").printable)"
      )
    }
  }
}
