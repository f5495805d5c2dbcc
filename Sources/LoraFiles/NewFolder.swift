import Glibc
import LoraNames

extension Files {
  /// Makes `folder` and every folder it needs; in a repository that is shared, for those who share
  /// it.
  public static func makeFolder(_ folder: String) throws(FileError) {
    if mkdir(folder, 0o777) == 0 { return SharedFolders.adjust(folder) }
    if errno == EEXIST { return }
    guard errno == ENOENT, let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")),
      slash > folder.startIndex
    else {
      throw FileError("make the folder", folder)
    }
    try makeFolder(String(folder[..<slash]))
    if mkdir(folder, 0o777) == 0 { return SharedFolders.adjust(folder) }
    if errno != EEXIST { throw FileError("make the folder", folder) }
  }

  /// Returns when the names in the folder are on the disk.
  public static func syncFolder(_ folder: String) throws(FileError) {
    try OpenFile(folder, O_RDONLY | O_DIRECTORY).sync()
  }
}
