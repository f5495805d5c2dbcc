import LoraFiles
import LoraGit

/// An action together with what it writes: plans are made in full before the first write.
struct PlannedAction {
  var action: SetupAction
  var edit: Edit?

  enum Edit {
    /// `isProgram`: a new file is made executable.
    case write(path: String, bytes: [UInt8], isProgram: Bool = false)
    case delete(path: String)
    case git([String])
  }

  init(_ action: SetupAction, _ edit: Edit? = nil) {
    self.action = action
    self.edit = edit
  }
}

extension PlannedAction.Edit {
  func apply(_ git: GitEnvironment) throws(HookError) {
    switch self {
    case .write(let path, let bytes, let isProgram):
      try HookError.replace(path, with: bytes, isProgram: isProgram)
    case .delete(let path): try HookError.onDisk(Files.remove(path))
    case .git(let arguments):
      _ = try HookError.wrapping { () throws(GitError) in try git.ask(arguments, allowing: [0]) }
    }
  }
}
