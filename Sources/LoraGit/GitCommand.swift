public import LoraProcess

extension GitEnvironment {
  /// The `git` program with these arguments, as everything else of this repository sees it: same
  /// folder, same variables. For what only it can do, such as reaching a remote.
  public func command(_ arguments: [String], input: Command.Input = .none) -> Command {
    Command(
      "git", arguments, environment: program.environment, folder: program.folder, input: input)
  }
}
