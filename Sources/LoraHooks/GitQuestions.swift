import LoraGit
import LoraNames
import LoraProcess

// What only the git program answers, asked at the top of the working tree.
extension GitEnvironment {
  /// Whether an untracked file at `path`, below the top, would be ignored.
  func ignores(_ path: String) throws(GitError) -> Bool {
    try ask(["check-ignore", "-q", "--", path], allowing: [0, 1]).status.isSuccess
  }

  /// The commits where the new history of `tip` meets what `remote` is known to have.
  func meetings(of tip: ObjectID, with remote: String) throws(GitError) -> [ObjectID] {
    let listing = ["rev-list", "--boundary", tip.hex, "--not", "--glob=refs/remotes/\(remote)/"]
    return try ask(listing, allowing: [0]).text.split(separator: "\n").compactMap { line in
      line.begins(with: "-") ? ObjectID(hex: line.dropFirst()) : nil
    }
  }

  /// Whether the installed pre-commit names its stages by their hooks; so does a missing one, as
  /// all of them do since version 3.2.
  var preCommitKnowsPrePush: Bool {
    guard let output = try? command("pre-commit", ["--version"]).run(),
      let version = output.line.split(separator: " ").last
    else { return true }
    let numbers = version.split(separator: ".").prefix(2).compactMap { Int($0) }
    return !numbers.lexicographicallyPrecedes([3, 2])
  }

  @discardableResult
  func ask(_ arguments: [String], allowing codes: Set<Int32>) throws(GitError) -> Output {
    let name = "git \(arguments.first ?? "")"
    let output: Output
    do {
      output = try command("git", arguments).run()
    } catch {
      throw GitError(.program, name, "\(error)")
    }
    guard case .exited(let code) = output.status, codes.contains(code) else {
      throw GitError(.program, name, "\(name) failed (\(output.status)): \(output.errorText)")
    }
    return output
  }

  private func command(_ program: String, _ arguments: [String]) -> Command {
    var variables = Command.childEnvironment
    // A hook inherits these relative to where Git started it.
    if variables["GIT_DIR"] != nil || variables["GIT_WORK_TREE"] != nil {
      variables["GIT_DIR"] = paths.gitDirectory
      variables["GIT_WORK_TREE"] = paths.topLevel
    }
    return Command(
      program, arguments, environment: variables, folder: paths.topLevel ?? paths.gitDirectory)
  }
}
