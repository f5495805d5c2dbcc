import Glibc
public import LoraGit

/// Why a hook could not be looked at or changed. Nothing was written when one of these is thrown
/// while planning; a failed write leaves the file as it was.
public enum HookError: Error, Sendable, Equatable {
  /// Our opening marker without its closing one: nobody can say which lines are ours.
  case unterminatedBlock(path: String, line: Int)
  /// The hook is a symbolic link that leads nowhere.
  case brokenLink(path: String)
  case system(call: String, path: String, code: Int32)
  case git(GitError)

  static func wrapping<R>(_ body: () throws(GitError) -> R) throws(HookError) -> R {
    do { return try body() } catch { throw .git(error) }
  }
}

extension HookError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unterminatedBlock(let path, let line):
      "the git-lora block in '\(path)' starts at line \(line) and has no end\n"
        + "hint: delete its lines, from '\(HookBlock.opening)…' on, and install again"
    case .brokenLink(let path):
      "the hook '\(path)' is a symbolic link to a file that does not exist\n"
        + "hint: remove the link, or put its target back, and install again"
    case .system(let call, let path, let code):
      "cannot change '\(path)': \(call): \(String(cString: strerror(code)))"
    case .git(let error): error.description
    }
  }
}
