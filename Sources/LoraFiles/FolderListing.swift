import Glibc

/// The regular files below a folder, with what tells a changed one from an unchanged one.
public struct FolderListing: Sendable {
  /// Paths below the folder, `/`-separated.
  public private(set) var entries: [String: FileStamp] = [:]

  private let followsLinks: Bool
  private let skipped: Set<String>
  private var visited: Set<FolderIdentity> = []

  private struct FolderIdentity: Hashable {
    let device: UInt
    let inode: UInt

    init(_ status: stat) {
      (device, inode) = (UInt(status.st_dev), UInt(status.st_ino))
    }
  }

  /// A missing folder is an empty one. Symbolic links are left out, unless they are to be followed:
  /// then each folder is still entered once, so that a link upward ends.
  /// Entries named in `skipping` are passed over, wherever they are.
  public init(of folder: String, followingLinks: Bool = false, skipping: Set<String> = []) {
    followsLinks = followingLinks
    skipped = skipping
    var status = stat()
    if stat(folder, &status) == 0 { visited.insert(FolderIdentity(status)) }
    scan(folder, prefix: "")
  }

  /// As it was found earlier.
  public init(entries: [String: FileStamp]) {
    self.entries = entries
    followsLinks = false
    skipped = []
  }

  public var paths: [String] { entries.keys.sorted() }

  /// Files that are not in `earlier`, or no longer as they were there.
  public func newOrChanged(since earlier: FolderListing) -> [String] {
    paths.filter { entries[$0] != earlier.entries[$0] }
  }

  private mutating func scan(_ folder: String, prefix: String) {
    for name in Files.allNames(in: folder) where !skipped.contains(name) {
      add(folder + "/" + name, as: prefix + name)
    }
  }

  private mutating func add(_ path: String, as name: String) {
    var status = stat()
    guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      if !followsLinks || visited.insert(FolderIdentity(status)).inserted {
        scan(path, prefix: name + "/")
      }
    case S_IFREG: entries[name] = FileStamp(status)
    default: break
    }
  }
}
