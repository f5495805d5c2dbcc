import Glibc

extension Files {
  /// The whole file, which is a regular one; nil when there is none.
  public static func read(_ path: String) throws(FileError) -> [UInt8]? {
    let file: RegularFile
    do { file = try RegularFile(path) } catch {
      if error.code == ENOENT { return nil }
      throw error
    }
    return try file.bytes(atMost: WholeFile.maximumBytes)
  }
}
