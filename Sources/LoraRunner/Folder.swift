import Glibc

/// Folders on the way to a file.
public enum Folder {
  public static func make(containing path: String) throws(RunFailure) {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    try make(String(path[..<slash]))
  }

  private static func make(_ folder: String) throws(RunFailure) {
    if mkdir(folder, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw .cannot("make the folder", folder) }
    try make(containing: folder)
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
      throw .cannot("make the folder", folder)
    }
  }
}
