public import LoraGit
import LoraNames
import LoraProcess

/// The programs that reach a remote. Addresses, credentials and proxies are their business.
public struct Transport: Sendable {
  let environment: GitEnvironment
  /// Whether `git` and `git-lfs` may draw their own progress on the terminal.
  let showsProgress: Bool
  /// Nobody sits there: no program may ask for anything, or wait for a network for ever.
  let isUnattended: Bool

  public init(
    _ environment: GitEnvironment, showsProgress: Bool = false, isUnattended: Bool = false
  ) {
    self.environment = environment
    self.showsProgress = showsProgress
    self.isUnattended = isUnattended
  }

  /// Runs git and returns what it wrote, whatever its exit status.
  ///
  /// - Parameters:
  ///   - lines: its standard input.
  ///   - progress: the stream that may go to the terminal.
  func start(
    _ arguments: [String], lines: [String]? = nil, variables: [String: String] = [:],
    progress: Progress = .none
  ) throws(SharingError) -> Output {
    var command = environment.command(arguments)
    if let lines { command.input = .bytes(Array((lines.joined(separator: "\n") + "\n").utf8)) }
    // What they say is looked at: English.
    command.environment["LC_ALL"] = "C"
    command.environment.merge(variables) { $1 }
    if isUnattended { Unattended.prepare(&command, environment.settings) }
    if showsProgress && progress == .output { command.output = .inherit }
    if showsProgress && progress == .errors { command.errors = .inherit }
    do { return try command.run() } catch {
      throw .git(GitError(.program, "git \(arguments.first ?? "")", "\(error)"))
    }
  }

  enum Progress { case none, output, errors }

  /// Runs git for something local; an exit other than 0 is an error with what it said.
  @discardableResult
  func run(_ arguments: [String], lines: [String]? = nil) throws(SharingError) -> Output {
    let output = try start(arguments, lines: lines)
    guard output.status.isSuccess else {
      let name = "git \(arguments.first ?? "")"
      throw .git(
        GitError(.program, name, "\(name) failed (\(output.status)): \(output.lastErrorLine)"))
    }
    return output
  }
}

extension Output {
  /// The last line that says something: what went wrong, in most programs.
  var lastErrorLine: String {
    let lines = errorText.split(whereSeparator: \.isNewline).map(String.init)
    let meaningful = lines.filter { !$0.begins(with: "hint:") && !$0.allSatisfy(\.isWhitespace) }
    return meaningful.last ?? ""
  }

  /// Every line of it, as one.
  var errorLine: String {
    errorText.split(whereSeparator: \.isNewline).joined(separator: "; ")
  }
}
