import Glibc
public import LoraDigest
public import LoraFiles

/// Second names of the LFS objects of runs: `lora/objects/ab/cd/<oid>` in the common Git directory,
/// hard links that nobody may write to.
///
/// `git lfs prune` looks for what is needed at branches, tags and working trees; nothing below
/// `refs/lora/` counts for it, nor whether a commit that was pushed took its objects along. It takes
/// a name in git-lfs's own store away, and the bytes stay.
public struct KeptObjects: Sendable {
  private let folder: String

  /// - Parameter folder: `lora/` in the common Git directory.
  init(in folder: String) { self.folder = folder }

  public func path(of digest: Digest) -> String { LFSLayout.path(of: digest, in: folder) }

  /// The objects that have a second name.
  public var all: [Digest] { LFSLayout.objects(in: folder) }

  /// How large it is; nil when there is none.
  public func bytes(of digest: Digest) -> Int? {
    guard case .file(let bytes) = Standing(path(of: digest)) else { return nil }
    return bytes
  }

  /// Gives the object whose bytes lie at `source` its second name, durable when it returns.
  ///
  /// - Parameter inPlaceOfOther: whether another file of the same size is replaced unread.
  func keep(_ pointer: LFSPointer, at source: String, inPlaceOfOther: Bool = false)
    throws(FileError)
  {
    let place = path(of: pointer.digest)
    let isWritten = try isWritable(source)
    if let old = try? FileStamp(place), let new = try? FileStamp(source) {
      let isSame = (old.device, old.inode) == (new.device, new.inode)
      if isSame && !isWritten { return }
      if !isSame && !inPlaceOfOther && LFSLayout.isWhole(pointer, at: place) { return }
    }
    // Somebody else's file in a shared repository stays as they made it.
    if isWritten, chmod(source, 0o444) == 0 { SharedFolders.adjust(source) }
    try StoredLink.make(of: source, at: place)
  }

  private func isWritable(_ path: String) throws(FileError) -> Bool {
    var status = stat()
    try SystemCall.run("look at", path) { stat(path, &status) }
    return status.st_mode & 0o222 != 0
  }

  /// Drops the second name. Only for an object that can be had elsewhere: where git-lfs's own store
  /// no longer has it, its bytes are gone from this machine.
  public func remove(_ digest: Digest) throws(FileError) {
    try Files.remove(path(of: digest))
    let folder = Files.parent(of: path(of: digest))
    // Folders that are still needed are not empty.
    rmdir(folder)
    rmdir(Files.parent(of: folder))
  }
}
