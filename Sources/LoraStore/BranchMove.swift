import Glibc
import LoraFiles
import LoraGit
import LoraNames

/// The right to move run branches: one process at a time, told by a lock that the kernel drops.
///
/// Git's own lock files outlive a killed process. So the branch being moved is noted first; a note
/// that the next holder finds tells whose lock file that process may have left.
struct BranchMove {
  private let lock: FileLock
  private let note: String
  /// The branch that a process was moving when it was killed.
  private let unfinished: String?

  init(in store: RunStore) throws(StoreError) {
    try onDisk(Files.makeFolder(store.folder))
    lock = try onDisk(FileLock(store.folder + "/refs.lock"))
    note = store.folder + "/moving"
    unfinished = try onDisk(Files.read(note)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Runs `body` with the branch noted.
  func perform<R>(on branch: String, _ body: () throws(StoreError) -> R) throws(StoreError) -> R {
    try onDisk(Files.replace(note, with: Array(branch.utf8), durability: .none))
    defer {
      unlink(note)
      withExtendedLifetime(lock) {}
    }
    return try body()
  }

  /// Whether a lock file that still lies on `branch` at this attempt was left by a killed process:
  /// nobody else holds one for as long as that.
  func isLockAbandoned(on branch: String, attempt: Int) -> Bool {
    unfinished.map { $0.sameBytes(as: branch) } ?? false && attempt >= 12
  }
}
