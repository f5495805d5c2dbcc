import Glibc
public import LoraDigest
import LoraFiles

/// Digests of large files, remembered by device, inode, size, modification and change time.
///
/// Losing the cache, or ignoring it, changes only the time a run takes to start. Several processes
/// may use it at once.
public final class DigestCache {
  /// Smaller files are hashed each time: that is faster than finding out.
  static let smallest = 1 << 20
  private static let most = 20_000

  private let path: String
  private let ignoresOld: Bool
  private let old: DigestList
  private var new: [FileStamp: Digest] = [:]
  private var hasUnsaved = false

  /// - Parameter rehash: takes no digest from the cache, only into it.
  public init(of store: RunStore, rehash: Bool = false) throws(StoreError) {
    path = store.folder + "/digests"
    ignoresOld = rehash
    old = DigestList(try onDisk(Files.read(path)) ?? [])
  }

  /// The file's digest and size in bytes.
  public func digest(ofFile path: String) throws(StoreError) -> (digest: Digest, bytes: Int) {
    // Git's racy rule: a write may follow within the tick of the clock that stamps files, and
    // leave the stamp as it is. A digest is kept only when the stamp is older than the reading.
    let readingSince = FileStamp.now
    let before = try onDisk(FileStamp(path))
    if let digest = remembered(before) { return (digest, before.bytes) }
    let found: (digest: Digest, bytes: Int)
    do { found = try Digest.ofFile(at: path) } catch {
      throw .file(FileError("read", path, code: error.code))
    }
    if found.bytes >= DigestCache.smallest, before.isOlder(than: readingSince),
      try onDisk(FileStamp(path)) == before
    {
      note(found.digest, before)
    }
    return found
  }

  private func note(_ digest: Digest, _ stamp: FileStamp) {
    new[stamp] = digest
    hasUnsaved = true
  }

  private func remembered(_ stamp: FileStamp) -> Digest? {
    guard stamp.bytes >= DigestCache.smallest else { return nil }
    return new[stamp] ?? (ignoresOld ? nil : old[stamp])
  }

  /// Notes the digest of a file that this process has just written itself, so that nobody needs to
  /// read it again. A file whose stamp could still cover a later write is left out.
  public func remember(_ digest: Digest, ofFile path: String) {
    guard let stamp = try? FileStamp(path), stamp.bytes >= DigestCache.smallest,
      stamp.isOlder(than: FileStamp.now)
    else { return }
    note(digest, stamp)
  }

  /// Writes the new digests beside those that other processes wrote meanwhile.
  public func save() throws(StoreError) {
    guard hasUnsaved else { return }
    try onDisk(Files.makeFolder(Files.parent(of: path)))
    let lock = try onDisk(FileLock(path + ".lock"))
    try withExtendedLifetime(lock) { () throws(StoreError) in
      let list = DigestList(try onDisk(Files.read(path)) ?? [])
      let text = list.text(adding: new, keeping: DigestCache.most)
      try onDisk(Files.replace(path, with: text, durability: .none))
    }
    hasUnsaved = false
  }
}
