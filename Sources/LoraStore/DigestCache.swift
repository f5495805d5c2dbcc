import Glibc
public import LoraDigest

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
  private var known: [FileStamp: Digest]
  private var new: [FileStamp: Digest] = [:]

  /// - Parameter rehash: takes no digest from the cache, only into it.
  public init(of store: RunStore, rehash: Bool = false) throws(StoreError) {
    path = store.folder + "/digests"
    ignoresOld = rehash
    known = try DigestCache.load(path)
  }

  /// The file's digest and size in bytes.
  public func digest(ofFile path: String) throws(StoreError) -> (digest: Digest, bytes: Int) {
    // Git's racy rule: a write may follow within the tick of the clock that stamps files, and
    // leave the stamp as it is. A digest is kept only when the stamp is older than the reading.
    let readingSince = FileStamp.now
    let before = try FileStamp(path)
    if before.bytes >= DigestCache.smallest, !ignoresOld, let digest = known[before] {
      return (digest, before.bytes)
    }
    let found: (digest: Digest, bytes: Int)
    do { found = try Digest.ofFile(at: path) } catch {
      throw .file(operation: "read", path: path, code: error.code)
    }
    if found.bytes >= DigestCache.smallest, before.isOlder(than: readingSince),
      try FileStamp(path) == before
    {
      new[before] = found.digest
      known[before] = found.digest
    }
    return found
  }

  /// Writes the new digests beside those that other processes wrote meanwhile.
  public func save() throws(StoreError) {
    if new.isEmpty { return }
    try Files.makeFolder(Files.parent(of: path))
    let lock = try FileLock(path + ".lock")
    try withExtendedLifetime(lock) { () throws(StoreError) in
      var lines = try Files.read(path).map(DigestCache.lines) ?? []
      let own = Set(new.keys.map(\.text))
      lines.removeAll { line in own.contains(line.dropLast(65).description) }
      lines += new.map { Substring("\($0.key.text) \($0.value)") }
      let text = lines.suffix(DigestCache.most).joined(separator: "\n") + "\n"
      try Files.replace(path, with: Array(text.utf8), durable: false)
    }
    new = [:]
  }

  private static func load(_ path: String) throws(StoreError) -> [FileStamp: Digest] {
    var known: [FileStamp: Digest] = [:]
    for line in try Files.read(path).map(lines) ?? [] {
      guard let space = line.lastIndex(of: " "), let stamp = FileStamp(text: line[..<space]),
        let digest = Digest(hex: line[line.index(after: space)...])
      else { continue }
      known[stamp] = digest
    }
    return known
  }

  private static func lines(_ bytes: [UInt8]) -> [Substring] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }
}
