import Dispatch
import Glibc
import Synchronization

extension Repository {
  /// Makes the objects written so far durable.
  ///
  /// Each loose file is synced after all have been written and renamed, and several at once: the
  /// file system then carries them to the disk together, names included, and a run's dozen objects
  /// cost little more than one. An object that is in a pack was there before.
  public func sync() throws(GitError) {
    let paths = unsynced.map {
      "\(environment.paths.objects)/\($0.hex.prefix(2))/\($0.hex.dropFirst(2))"
    }
    let failed = Mutex<GitError?>(nil)
    DispatchQueue.concurrentPerform(iterations: paths.count) { index in
      guard let code = Repository.syncFile(paths[index]) else { return }
      let reason = String(cString: strerror(code))
      failed.withLock {
        $0 = GitError(.other, "fsync", "cannot sync \(paths[index]): \(reason)")
      }
    }
    if let error = failed.withLock({ $0 }) { throw error }
    unsynced.removeAll()
  }

  /// The error number, or nil when the file is synced or there is no such loose file.
  private static func syncFile(_ path: String) -> Int32? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return errno == ENOENT ? nil : errno }
    defer { close(file) }
    return fsync(file) == 0 ? nil : errno
  }
}
