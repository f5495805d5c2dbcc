import ArgumentParser
import LoraGit
import LoraRunner
import LoraStore

/// `git-lora textconv`: adapters as text, for `git diff`, `git show` and `git log -p`.
struct TextconvCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "textconv",
    abstract: "Print an adapter, or its LFS pointer, as text; Git's diff driver calls this.",
    shouldDisplay: false)

  @Argument(help: "A file.")
  var file: String

  func run() throws {
    let objects = (try? GitEnvironment.discover()).map { LFSObjects($0) }
    // Names and metadata are other people's text, and Git hands this straight to the terminal.
    let text = try ReadableText.text(of: file, objects: objects)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    Message.result(lines.map { String($0).printable }.joined(separator: "\n"))
  }
}
