import ArgumentParser
import LoraRunner

/// `git lora completion`: the script a shell loads.
struct CompletionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion",
    abstract: "Print the completion script of a shell.",
    discussion: """
      Examples:
        git lora completion bash > ~/.local/share/bash-completion/completions/git-lora
        git lora completion zsh > "${fpath[1]}/_git-lora"
        git lora completion fish > ~/.config/fish/completions/git-lora.fish
      """)

  @Argument(help: "bash, zsh or fish.")
  var shell: String

  func run() throws {
    guard let shell = CompletionShell(rawValue: shell) else {
      throw RunFailure(.usage, "no completion for '\(self.shell)'", hint: "bash, zsh or fish")
    }
    Message.result(GitLora.completionScript(for: shell))
  }
}
