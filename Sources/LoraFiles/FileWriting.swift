import Glibc

/// What a file that is there already means to whoever writes one.
public enum ExistingFile: Sendable {
  /// Its bytes go.
  case overwritten
  /// It stays, and nothing is written (`EEXIST`).
  case inTheWay
}

extension Files {
  /// Writes the file where it is, not in one step: a reader may see the beginning of it.
  public static func write(_ bytes: [UInt8], to path: String, existing: ExistingFile)
    throws(FileError)
  {
    let flags = O_WRONLY | O_CREAT | (existing == .overwritten ? O_TRUNC : O_EXCL)
    try OpenFile(path, flags).write(bytes)
  }
}
