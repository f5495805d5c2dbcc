import CLinux
import Glibc

extension Files {
  /// Renames without replacing anything (`EEXIST`), durable when it returns.
  public static func move(_ old: String, to new: String) throws(FileError) {
    let refusesToReplace: UInt32 = 1
    let status = renameat2(AT_FDCWD, old, AT_FDCWD, new, refusesToReplace)
    // A file system that cannot do it in one step (NFS): look, then rename.
    if status != 0 && errno == EINVAL {
      guard Standing(new) == .nothing else {
        throw FileError("rename to \(new)", old, code: EEXIST)
      }
      try SystemCall.run("rename", old) { rename(old, new) }
    } else if status != 0 {
      throw FileError("rename to \(new)", old)
    }
    try syncFolder(parent(of: new))
  }
}
