import Glibc

extension Repository {
  /// Makes the objects written so far durable.
  ///
  /// Each loose file and its folder is synced after all have been written, not one by one: on a
  /// journalling file system the first sync carries the others, and a run's dozen objects cost
  /// little more than one. An object that exists already is in a pack or was synced by whoever
  /// wrote it.
  public func sync() throws(GitError) {
    var folders: Set<String> = []
    for id in unsynced {
      let folder = "\(environment.paths.objects)/\(id.hex.prefix(2))"
      if try Repository.sync("\(folder)/\(id.hex.dropFirst(2))") { folders.insert(folder) }
    }
    if !folders.isEmpty { folders.insert(environment.paths.objects) }
    for folder in folders { try Repository.sync(folder) }
    unsynced.removeAll()
  }

  @discardableResult
  private static func sync(_ path: String) throws(GitError) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    guard fsync(file) == 0 else {
      throw GitError(.other, "fsync", "cannot sync \(path): \(String(cString: strerror(errno)))")
    }
    return true
  }
}
