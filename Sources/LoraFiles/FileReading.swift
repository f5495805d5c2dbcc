import Glibc

extension Files {
  /// The whole file; nil when there is none.
  public static func read(_ path: String) throws(FileError) -> [UInt8]? {
    let file: OpenFile
    do { file = try OpenFile(path, O_RDONLY) } catch {
      if error.code == ENOENT { return nil }
      throw error
    }
    return try file.read()
  }
}
