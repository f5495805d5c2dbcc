/// What to tell a person about a hook that this program leaves alone.
enum HookAdvice {
  static let notExecutable =
    "Git skips this hook because it is not executable, and making it so would switch its old "
    + "content on: delete it or 'chmod +x' it, then run 'git lora hooks install'"

  static let call = "git-lora hook pre-push \"$@\""

  static func foreign(_ interpreter: String?) -> String {
    let kind = interpreter.map { "a \($0) program" } ?? "no script"
    return "it is \(kind), so the git-lora block cannot stand in it: have it run this command with "
      + "its own arguments and all of its standard input, and end with that exit status if not 0"
  }
}
