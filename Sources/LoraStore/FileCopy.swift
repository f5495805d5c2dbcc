import CLinux
import Glibc
import LoraDigest

extension OpenFile {
  /// Lets the disk begin on these bytes, so that the sync at the end finds little to do.
  fileprivate func startWriting(from offset: Int, count: Int) {
    let startOnly: UInt32 = 2
    _ = sync_file_range(number, offset, count, startOnly)
  }
}

/// Copies of large files that share no inode with their source: by reflink where the file system
/// can, else byte by byte.
enum FileCopy {
  /// Copies the rest of `source` into `target`, hashing what `target` then holds, in one pass.
  ///
  /// - Returns: nothing but the digest and the size of the copy; it is not synced.
  static func hashing(_ source: OpenFile, into target: OpenFile) throws(StoreError) -> LFSPointer {
    let isClone = CLinux_clone_file(target.number, source.number) == 0
    // Of a clone the copy is hashed: the source may be written to meanwhile.
    let reader = isClone ? target : source
    if isClone { lseek(target.number, 0, SEEK_SET) }
    let hash = SHA256()
    // Small enough to stay in the processor's cache between reading, hashing and writing.
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 4096)
    defer { chunk.deallocate() }
    var total = 0
    while true {
      let count = try file("read", reader.path) {
        read(reader.number, chunk.baseAddress, chunk.count) as Int
      }
      if count == 0 { break }
      let part = UnsafeRawBufferPointer(rebasing: chunk[..<count])
      hash.update(part)
      if !isClone {
        try target.write(part)
        target.startWriting(from: total, count: count)
      }
      total += count
    }
    return LFSPointer(digest: hash.finish(), bytes: total)
  }

  /// Copies without hashing; not synced either.
  static func plain(_ source: OpenFile, into target: OpenFile) throws(StoreError) {
    if CLinux_clone_file(target.number, source.number) == 0 { return }
    while true {
      let count = copy_file_range(source.number, nil, target.number, nil, 1 << 30, 0)
      if count == 0 { return }
      if count > 0 || errno == EINTR { continue }
      // Across file systems on an older kernel, or from a special file.
      return try plainByHand(source, into: target)
    }
  }

  private static func plainByHand(_ source: OpenFile, into target: OpenFile) throws(StoreError) {
    while true {
      let count = try file("copy to \(target.path) from", source.path) {
        sendfile(target.number, source.number, nil, 1 << 30) as Int
      }
      if count == 0 { return }
    }
  }
}

extension Files {
  /// Replaces `target` in one step by a copy of `source` that shares no inode with it.
  static func replace(_ target: String, withCopyOf source: String) throws(StoreError) {
    let source = try OpenFile(source, O_RDONLY)
    let temporary = UnfinishedFile.path(beside: target)
    var isDone = false
    defer { if !isDone { unlink(temporary) } }
    try FileCopy.plain(source, into: try OpenFile(temporary, O_WRONLY | O_CREAT | O_EXCL))
    try file("rename", temporary) { rename(temporary, target) as Int32 }
    isDone = true
  }
}
