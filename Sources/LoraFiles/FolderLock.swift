import Glibc

/// An exclusive lock on a folder itself, for as long as the value is: nothing is written into it.
public final class FolderLock {
  private let held: OpenFile

  /// Takes the lock, or answers nil when another process has it.
  public init?(ifFree folder: String) throws(FileError) {
    held = try OpenFile(folder, O_RDONLY | O_DIRECTORY)
    if flock(held.number, LOCK_EX | LOCK_NB) == 0 { return }
    guard errno == EWOULDBLOCK else { throw FileError("lock", folder) }
    return nil
  }
}
