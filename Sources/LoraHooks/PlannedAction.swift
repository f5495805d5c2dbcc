import Glibc
import LoraGit

/// An action together with what it writes: plans are made in full before the first write.
struct PlannedAction {
  var action: SetupAction
  var edit: Edit?

  enum Edit {
    case write(path: String, bytes: [UInt8], mode: mode_t)
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
    case .write(let path, let bytes, let mode): try DiskFile.replace(path, with: bytes, mode: mode)
    case .delete(let path): try DiskFile.delete(path)
    case .git(let arguments):
      try HookError.wrapping { () throws(GitError) in try git.ask(arguments, allowing: [0]) }
    }
  }
}
