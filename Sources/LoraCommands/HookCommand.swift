import ArgumentParser
import LoraGit
import LoraHooks
import LoraProcess
import LoraStore

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
      // What cannot be put back is git-lfs's to report, with the push's other objects.
      try? PushedObjects.putBack(for: push.refs, to: push.remote, in: RunStore(repository))
      try PushCheckText.check(
        push.refs, to: push.remote, in: repository, wayAround: "git push --no-verify")
    }

    private func pushed(in repository: Repository) throws -> (remote: String, refs: [PushedRef]) {
      if preCommit {
        return PushedRef.fromPreCommit(Command.currentEnvironment, in: repository) ?? ("", [])
      }
      return (remote ?? "", PushedRef.parse(StandardInput.bytes()))
    }
  }
}
