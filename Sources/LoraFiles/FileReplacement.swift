import Glibc

/// How much of a replacement has to outlast a power cut.
public enum Durability: Sendable {
  /// Nothing: afterwards the file may be empty.
  case none
  /// The new bytes are on the disk before they get the name: afterwards the file has the old ones
  /// or the new ones.
  case bytes
  /// Also the name is: once the call returns, the file has the new ones.
  case bytesAndName
}

extension Files {
  /// Replaces the file in one step: a reader sees the old bytes or the new ones.
  ///
  /// - Parameter temporary: see `UnfinishedFile`.
  public static func replace(
    _ path: String, with bytes: [UInt8], durability: Durability, by temporary: String? = nil
  ) throws(FileError) {
    let new = try UnfinishedFile(for: path, at: temporary)
    try new.file.write(bytes)
    if durability != .none { try new.file.sync() }
    try new.finish()
    if durability == .bytesAndName { try syncFolder(parent(of: path)) }
  }
}
