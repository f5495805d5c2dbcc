import LoraGit
import LoraProcess

/// How git and what it starts are kept from asking questions and from hanging.
enum Unattended {
  /// Seconds. More than any answer takes, less than anyone waits for.
  static let limit = 60.0

  static func prepare(_ command: inout Command, _ settings: GitSettings) {
    command.ownGroup = true
    command.timeLimit = limit
    command.environment.merge([
      "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "", "SSH_ASKPASS_REQUIRE": "never",
      "GIT_HTTP_LOW_SPEED_LIMIT": "1", "GIT_HTTP_LOW_SPEED_TIME": "20",
    ]) { $1 }
    if let ssh = ssh(command.environment, settings) { command.environment["GIT_SSH_COMMAND"] = ssh }
  }

  /// The user's ssh, told not to ask; nil when it is a program of another kind.
  static func ssh(_ environment: [String: String], _ settings: GitSettings) -> String? {
    let variant = environment["GIT_SSH_VARIANT"] ?? settings["ssh.variant"] ?? "ssh"
    guard variant == "ssh" || variant == "auto" else { return nil }
    let named = environment["GIT_SSH_COMMAND"] ?? settings["core.sshcommand"]
    guard named != nil || environment["GIT_SSH"] == nil else { return nil }
    return (named ?? "ssh") + " -oBatchMode=yes -oConnectTimeout=15"
  }
}
