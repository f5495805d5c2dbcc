import Glibc

/// The folder of `--state`: `journal.jsonl`, `files/` with the attachments, `requests.jsonl`, and a
/// lock that dies with its process.
package struct StateFolder: Sendable {
  package let path: String
  private let lock: FolderLock

  package var journal: String { path + "/journal.jsonl" }
  package var files: String { path + "/files" }
  package var requests: String { path + "/requests.jsonl" }

  package init(_ path: String, faultsFile: String? = nil) throws(SandboxError) {
    self.path = path
    try FolderOwnership(path: path, faultsFile: faultsFile).check()
    try FileCalls.makeFolder(path + "/files")
    lock = try FolderLock(path)
  }

  package func file(_ id: String) -> String { files + "/" + id }

  /// A file whose request never became part of the state is of no use to anybody.
  package func removeOrphans(keeping state: State) {
    for name in FileCalls.names(in: files)
    where UUIDText.begins(name) && state.attachments[name] == nil {
      unlink(file(name))
    }
  }
}

/// Held as long as anybody knows the folder; the system lets go of it when the process is gone.
private final class FolderLock: Sendable {
  private let descriptor: Int32

  init(_ path: String) throws(SandboxError) {
    descriptor = try FileCalls.open(path + "/lock", O_RDWR | O_CREAT)
    for _ in 0..<Patience.tries {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      usleep(Patience.microseconds)
    }
    throw SandboxError(
      .inTheWay, "another sandbox is serving \(path)",
      hint: "end that one, or name another folder with --state")
  }

  deinit { close(descriptor) }
}

/// How long folder and port are waited for: a sandbox that was killed a moment ago may still hold them.
enum Patience {
  static let tries = 100
  static let microseconds: UInt32 = 20_000
}
