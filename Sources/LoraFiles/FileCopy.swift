import CLinux
import Glibc

extension OpenFile {
  /// Shares the blocks of `source`, to be copied when one of the two is written to; false where the
  /// file system cannot.
  public func becomesClone(of source: OpenFile) -> Bool {
    CLinux_clone_file(number, source.number) == 0
  }

  /// Lets the disk begin on these bytes, so that the sync at the end finds little to do.
  public func startWriting(from offset: Int, count: Int) {
    let startOnly: UInt32 = 2
    _ = sync_file_range(number, offset, count, startOnly)
  }

  /// Takes over the rest of `source`: by reflink where the file system can, else byte by byte. It
  /// is not synced.
  public func copy(_ source: OpenFile) throws(FileError) {
    if becomesClone(of: source) { return }
    while true {
      let count = copy_file_range(source.number, nil, number, nil, 1 << 30, 0)
      if count == 0 { return }
      if count > 0 || errno == EINTR { continue }
      // Across file systems on an older kernel, or from a special file.
      return try copyByHand(source)
    }
  }

  private func copyByHand(_ source: OpenFile) throws(FileError) {
    while true {
      let count = try SystemCall.run("copy to \(path) from", source.path) {
        sendfile(number, source.number, nil, 1 << 30)
      }
      if count == 0 { return }
    }
  }
}

extension Files {
  /// Replaces `target` in one step by a copy of `source` that shares no inode with it; the copy is
  /// not synced.
  public static func replace(_ target: String, withCopyOf source: String) throws(FileError) {
    let source = try RegularFile(source).file
    let new = try UnfinishedFile(for: target)
    try new.file.copy(source)
    try new.finish()
  }
}
