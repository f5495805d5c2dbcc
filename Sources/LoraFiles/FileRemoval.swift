import Glibc

extension Files {
  /// Removes the file; where there is none, all is well.
  public static func remove(_ path: String) throws(FileError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileError("remove", path) }
  }
}
