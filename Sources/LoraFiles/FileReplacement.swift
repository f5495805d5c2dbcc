import Glibc

/// How much of a replacement has to outlast a power cut.
public enum Durability: Sendable {
  /// Nothing: afterwards the file may be empty.
  case none
  /// The new bytes are on the disk before they get the name: afterwards the file has the old ones
  /// or the new ones.
  case bytes
}

extension Files {
  /// Replaces the file in one step: a reader sees the old bytes or the new ones.
  public static func replace(_ path: String, with bytes: [UInt8], durability: Durability)
    throws(FileError)
  {
    let new = try UnfinishedFile(for: path)
    try new.file.write(bytes)
    if durability != .none { try new.file.sync() }
    try new.finish()
  }
}
