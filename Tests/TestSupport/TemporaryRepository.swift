public import LoraProcess

/// A real repository for one test: stock git, no settings but its own, fixed author and dates, so
/// that commit ids are the same in each run.
public final class TemporaryRepository: Sendable {
  public let folder: TemporaryFolder
  /// The top of the working tree.
  public let path: String

  /// Hermetic: no user's or system's settings, no prompt, a date that never changes.
  public static let variables: [String: String] = [
    "PATH": Command.currentEnvironment["PATH"] ?? "/usr/bin:/bin",
    "HOME": "/proc/nonexistent",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_AUTHOR_NAME": "Ada Example", "GIT_AUTHOR_EMAIL": "ada@example.com",
    "GIT_COMMITTER_NAME": "Ada Example", "GIT_COMMITTER_EMAIL": "ada@example.com",
    "GIT_AUTHOR_DATE": "2026-01-02T03:04:05 +0100",
    "GIT_COMMITTER_DATE": "2026-01-02T03:04:05 +0100",
  ]

  public init(named name: String = "work tree", arguments: [String] = []) throws {
    folder = try TemporaryFolder()
    path = "\(folder.path)/\(name)"
    try Self.git(["init", "-q", "-b", "main"] + arguments + [path], in: folder.path)
  }

  /// Runs git in the working tree (or `folder`) and returns its output; throws what it said when
  /// it fails.
  @discardableResult
  public func git(
    _ arguments: String..., in folder: String? = nil, variables: [String: String] = [:]
  ) throws -> Output {
    try Self.git(arguments, in: folder ?? path, variables: variables)
  }

  @discardableResult
  public static func git(
    _ arguments: [String], in folder: String, variables: [String: String] = [:]
  ) throws -> Output {
    let output = try Command(
      "git", arguments, environment: Self.variables.merging(variables) { $1 }, folder: folder
    ).run()
    guard output.status.isSuccess else { throw Failure(arguments: arguments, output: output) }
    return output
  }

  /// Runs a line of shell in `folder` with the hermetic environment.
  public static func shell(
    _ line: String, in folder: String, variables: [String: String] = [:]
  ) throws -> Output {
    let output = try Command(
      "sh", ["-c", line], environment: Self.variables.merging(variables) { $1 }, folder: folder
    ).run()
    guard output.status.isSuccess else { throw Failure(arguments: [line], output: output) }
    return output
  }

  public func write(_ name: String, _ text: String) throws {
    try folder.write("\(subfolder)/\(name)", text)
  }

  public func write(_ name: String, bytes: [UInt8]) throws {
    try folder.write("\(subfolder)/\(name)", bytes: bytes)
  }

  public func read(_ name: String) throws -> [UInt8] { try folder.read("\(subfolder)/\(name)") }

  /// Adds everything and commits; returns the hash.
  @discardableResult
  public func commitAll(_ message: String = "work") throws -> String {
    try git("add", "-A")
    try git("commit", "-q", "--allow-empty", "-m", message)
    return try git("rev-parse", "HEAD").line
  }

  private var subfolder: String { String(path.dropFirst(folder.path.count + 1)) }

  public struct Failure: Error, CustomStringConvertible {
    let arguments: [String]
    let output: Output

    public var description: String {
      "git \(arguments.joined(separator: " ")): \(output.status)\n\(output.errorText)"
    }
  }
}
