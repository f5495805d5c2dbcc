import LoraProcess

/// The `git` program in one folder and environment.
struct GitProgram: Sendable {
  var environment: [String: String]
  var folder: String?

  /// Starts `git` with the arguments; the caller collects the output.
  func start(_ arguments: [String], input: Command.Input = .none) throws(GitError) -> GitProcess {
    do {
      let command = Command(
        "git", arguments, environment: environment, folder: folder, input: input)
      return GitProcess(name: GitProgram.name(of: arguments), child: try ChildProcess(command))
    } catch {
      throw GitError(.program, GitProgram.name(of: arguments), "\(error)")
    }
  }

  /// Runs `git` and returns its output; an exit other than 0 is an error with what it said.
  @discardableResult
  func run(_ arguments: [String], input: Command.Input = .none) throws(GitError) -> Output {
    try start(arguments, input: input).succeed()
  }

  /// `git add`, without the `-c key=value` before the verb.
  private static func name(of arguments: [String]) -> String {
    var rest = arguments[...]
    while rest.first == "-c" { rest = rest.dropFirst(2) }
    return "git " + (rest.first ?? "")
  }
}

/// A started `git`.
struct GitProcess {
  let name: String
  let child: ChildProcess

  func finish() throws(GitError) -> Output {
    do { return try child.collect() } catch { throw GitError(.program, name, "\(error)") }
  }

  @discardableResult
  func succeed() throws(GitError) -> Output {
    let output = try finish()
    guard output.status.isSuccess else { throw failure(output) }
    return output
  }

  func failure(_ output: Output) -> GitError {
    let words = output.errorText.split(separator: "\n").joined(separator: "\n")
    return GitError(
      .program, name, "\(name) failed (\(output.status))" + (words.isEmpty ? "" : ": \(words)"))
  }
}
