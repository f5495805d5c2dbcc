import Glibc

/// A program that could not be started, fed or read.
public enum ProcessError: Error, Sendable, Equatable {
  /// Nothing executable of that name in `PATH`.
  case notFound(program: String)
  /// There is such a file, but it cannot be executed.
  case notExecutable(path: String)
  /// The folder it should work in cannot be entered.
  case badFolder(path: String, code: Int32)
  /// A file its output should go to cannot be opened.
  case badFile(path: String, code: Int32)
  /// It had not ended after its time limit and was killed.
  case timeOut(program: String, seconds: Double)
  /// A system call failed.
  case system(call: String, program: String, code: Int32)
}

extension ProcessError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notFound(let program):
      program.contains("/")
        ? "there is no program '\(program)'" : "'\(program)' is not installed, or not in PATH"
    case .notExecutable(let path):
      "'\(path)' is not executable (chmod +x it, or name its interpreter first)"
    case .badFolder(let path, let code):
      "cannot work in the folder '\(path)': \(String(cString: strerror(code)))"
    case .badFile(let path, let code):
      "cannot write to '\(path)': \(String(cString: strerror(code)))"
    case .timeOut(let program, let seconds):
      "'\(program)' had not ended after \(Int(seconds)) seconds"
    case .system(let call, let program, let code):
      "cannot run '\(program)': \(call): \(String(cString: strerror(code)))"
    }
  }
}
