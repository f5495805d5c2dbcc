import Glibc

/// An exclusive lock that the kernel drops when its holder ends, however it ends.
public final class FileLock {
  private let held: OpenFile

  /// Waits until the lock is free.
  public init(_ path: String) throws(FileError) {
    held = try FileLock.open(path)
    try SystemCall.run("lock", path) { flock(held.number, LOCK_EX) }
  }

  /// Takes the lock, or answers nil when another process (or another `FileLock`) holds it.
  public init?(ifFree path: String) throws(FileError) {
    held = try FileLock.open(path)
    if flock(held.number, LOCK_EX | LOCK_NB) == 0 { return }
    guard errno == EWOULDBLOCK else { throw FileError("lock", path) }
    return nil
  }

  /// Another user's lock file may only be read, which is enough on a local disk.
  private static func open(_ path: String) throws(FileError) -> OpenFile {
    do { return try OpenFile(path, O_RDWR | O_CREAT) } catch {
      guard error.code == EACCES else { throw error }
      return try OpenFile(path, O_RDONLY)
    }
  }
}
