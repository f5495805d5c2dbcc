import Glibc
import LoraNames

/// Who may write to a new folder.
public enum FolderSharing: Sendable {
  /// Whoever the umask lets.
  case byUmask
  /// Also the group, where the folder above may be written by it: so it is in a repository that is
  /// shared by a group (`core.sharedRepository`).
  case asAbove
}

extension Files {
  /// Makes `folder` and every folder it needs.
  public static func makeFolder(_ folder: String, sharing: FolderSharing) throws(FileError) {
    if mkdir(folder, 0o777) == 0 { return share(folder, sharing) }
    if errno == EEXIST { return }
    guard errno == ENOENT, let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")),
      slash > folder.startIndex
    else {
      throw FileError("make the folder", folder)
    }
    try makeFolder(String(folder[..<slash]), sharing: sharing)
    if mkdir(folder, 0o777) == 0 { return share(folder, sharing) }
    if errno != EEXIST { throw FileError("make the folder", folder) }
  }

  private static func share(_ folder: String, _ sharing: FolderSharing) {
    var above = stat()
    guard sharing == .asAbove, stat(parent(of: folder), &above) == 0,
      above.st_mode & S_IWGRP != 0
    else { return }
    chmod(folder, above.st_mode & 0o7777 & ~S_ISVTX)
  }

  /// Returns when the names in the folder are on the disk.
  public static func syncFolder(_ folder: String) throws(FileError) {
    try OpenFile(folder, O_RDONLY | O_DIRECTORY).sync()
  }
}
