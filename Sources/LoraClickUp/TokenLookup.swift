public import LoraProcess

/// Where the token comes from: `CLICKUP_TOKEN`, else what Git's credential helpers keep for
/// `https://api.clickup.com`. Nobody is asked for it.
public struct TokenLookup: Sendable {
  private let environment: [String: String]

  public static let variable = "CLICKUP_TOKEN"

  public enum Origin: Sendable, Equatable { case environment, gitCredential }

  public init(environment: [String: String] = Command.currentEnvironment) {
    self.environment = environment
  }

  public func find() throws(ClickUpAccessError) -> (token: ClickUpToken, origin: Origin) {
    if let text = environment[Self.variable], !text.isEmpty {
      guard let token = ClickUpToken(text) else { throw .unusableToken }
      return (token, .environment)
    }
    guard let text = keptByGit() else { throw .noToken }
    guard let token = ClickUpToken(text) else { throw .unusableToken }
    return (token, .gitCredential)
  }

  /// The password that a credential helper has; nil when none has one, or there is no Git.
  private func keptByGit() -> String? {
    let fill = Command(
      "git", ["-c", "credential.interactive=false", "-c", "core.askPass=", "credential", "fill"],
      environment: environment.merging(Self.noPrompt) { $1 },
      input: .bytes(Array("protocol=https\nhost=api.clickup.com\n\n".utf8)), errors: .discard)
    guard let output = try? fill.run(), output.status.isSuccess else { return nil }
    let line = output.text.split(separator: "\n").first { $0.hasPrefix("password=") }
    return line.map { String($0.dropFirst("password=".count)) }
  }

  /// Empty programs to ask with are none; Git then would ask on the terminal, which is off too.
  private static let noPrompt = [
    "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "", "SSH_ASKPASS": "", "GCM_INTERACTIVE": "0",
  ]
}
