public import Glibc

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

/// Who may do what with a file that replaces another.
public enum Permissions: Sendable {
  /// What the umask leaves of these.
  case new(mode_t)
  /// Those of the replaced file; where there is none, what the umask leaves of these.
  case kept(orNew: mode_t)

  fileprivate var ofNewFile: mode_t {
    switch self {
    case .new(let permissions), .kept(orNew: let permissions): permissions
    }
  }
}

extension Files {
  /// Replaces the file in one step: a reader sees the old bytes or the new ones.
  ///
  /// - Parameter temporary: see `UnfinishedFile`.
  public static func replace(
    _ path: String, with bytes: [UInt8], durability: Durability,
    permissions: Permissions = .new(0o666), by temporary: String? = nil
  ) throws(FileError) {
    let new = try UnfinishedFile(for: path, at: temporary, permissions: permissions.ofNewFile)
    if case .kept = permissions { try new.file.takePermissions(of: path) }
    try new.file.write(bytes)
    if durability != .none { try new.file.sync() }
    try new.finish()
    if durability == .bytesAndName { try syncFolder(parent(of: path)) }
  }
}

extension OpenFile {
  /// Where there is a file.
  fileprivate func takePermissions(of other: String) throws(FileError) {
    var status = stat()
    guard stat(other, &status) == 0 else { return }
    try SystemCall.run("set the permissions of", path) {
      fchmod(number, status.st_mode & 0o7777)
    }
  }
}
