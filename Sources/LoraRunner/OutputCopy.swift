import Glibc
import LoraDigest
import LoraFiles
import LoraNames
import LoraStore

/// The convenience copy of a run's folder in `output_dir`, where people and tools look.
///
/// What an earlier run recorded may be replaced; a file that no run recorded never is.
struct OutputCopy {
  let run: LoggedRun
  let target: String
  /// Files of the run's folder whose originals in the private area are no longer needed: they move
  /// instead of being copied once more.
  let spent: NameMap<String>
  let store: RunStore
  let digests: DigestCache

  /// Copies what may be copied; answers the paths that stand in the way, and then copies nothing.
  func write() throws(RunFailure) -> [String] {
    let files = try failing { () throws(StoreError) in try store.files(of: run) }
    try WritableFolders.check(files, in: target, of: store)
    do {
      let lock = try store.lockOutput()
      return try withExtendedLifetime(lock) { () throws(StoreError) in try write(files) }
    } catch { throw RunFailure(error) }
  }

  private func write(_ files: [StoredFile]) throws(StoreError) -> [String] {
    let listing = FolderListing(of: target)
    let present = listing.paths
    let foreign =
      try store.unrecorded(present, in: target, of: run.summary.folder, digests: digests)
      + listing.unreadable
    guard foreign.isEmpty else { return foreign }
    removeStale(present, keeping: NameSet(files.map(\.path)))
    for file in files { try place(file) }
    for file in files { remember(file) }
    return []
  }

  private func place(_ file: StoredFile) throws(StoreError) {
    let path = target + "/" + file.path
    if case .lfs = file.content, let original = spent[file.path], moves(original, to: path) {
      return
    }
    try store.write(file, to: path)
  }

  /// Across file systems nothing moves; then the LFS object is copied.
  private func moves(_ original: String, to path: String) -> Bool {
    let folder = Files.parent(of: path)
    guard (try? Files.makeFolder(folder)) != nil else { return false }
    return rename(original, path) == 0
  }

  private func remember(_ file: StoredFile) {
    guard case .lfs(let pointer) = file.content else { return }
    digests.remember(pointer.digest, ofFile: target + "/" + file.path)
  }

  /// Files of an earlier run that this one does not have: left there, an old sample would pass for
  /// a new one. They are recorded, byte for byte, in their own run.
  private func removeStale(_ present: [String], keeping kept: NameSet) {
    for path in present where !kept.contains(path) { unlink(target + "/" + path) }
  }
}
