import Glibc
import LoraDigest
import LoraFiles

extension OpenFile {
  /// Takes over the rest of `source`, by reflink where the file system can, and hashes what this
  /// file then holds, in one pass. The two share no inode.
  ///
  /// - Returns: the digest and the size of the copy; it is not synced.
  func copyHashing(_ source: OpenFile) throws(FileError) -> LFSPointer {
    let isClone = becomesClone(of: source)
    // Of a clone the copy is hashed: the source may be written to meanwhile.
    let reader = isClone ? self : source
    if isClone { lseek(number, 0, SEEK_SET) }
    let hash = SHA256()
    // Small enough to stay in the processor's cache between reading, hashing and writing.
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 4096)
    defer { chunk.deallocate() }
    var total = 0
    while true {
      let count = try SystemCall.run("read", reader.path) {
        Glibc.read(reader.number, chunk.baseAddress, chunk.count)
      }
      if count == 0 { break }
      let part = UnsafeRawBufferPointer(rebasing: chunk[..<count])
      hash.update(part)
      if !isClone {
        do { try write(part) } catch {
          let size = Int((try? source.status.st_size) ?? 0)
          throw error.lacking(max(part.count, size - total))
        }
        startWriting(from: total, count: count)
      }
      total += count
    }
    return LFSPointer(digest: hash.finish(), bytes: total)
  }
}
