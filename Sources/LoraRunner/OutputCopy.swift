import Glibc
import LoraDigest
import LoraExperiment
import LoraStore

/// The convenience copy of a run's folder in `output_dir`, where people and tools look.
///
/// What an earlier run recorded may be replaced; a file that no run recorded never is.
struct OutputCopy {
  let draft: RunDraft
  let target: String
  let store: RunStore
  let digests: DigestCache

  /// Copies what may be copied; answers the paths that stand in the way and were left alone.
  func write() throws(RunFailure) -> [String] {
    let present = FolderListing(of: target).paths
    let foreign = try failing { () throws(StoreError) in
      try store.unrecorded(present, in: target, of: draft.record.folder, digests: digests)
    }
    guard foreign.isEmpty else { return foreign }
    try removeStale()
    for file in draft.files {
      try OutputFile.place(file, in: target, objects: store.objects)
    }
    return []
  }

  /// Files of an earlier run that this one does not have: left there, an old sample would pass for
  /// a new one. They are recorded, byte for byte, in their own run.
  private func removeStale() throws(RunFailure) {
    let kept = Set(draft.files.map(\.path))
    for path in FolderListing(of: target).paths where !kept.contains(path) {
      unlink(target + "/" + path)
    }
  }
}

/// Folders on the way to a file.
public enum Folder {
  public static func make(containing path: String) throws(RunFailure) {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    try make(String(path[..<slash]))
  }

  public static func make(_ folder: String) throws(RunFailure) {
    if mkdir(folder, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw .cannot("make the folder", folder) }
    try make(containing: folder)
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
      throw .cannot("make the folder", folder)
    }
  }
}
