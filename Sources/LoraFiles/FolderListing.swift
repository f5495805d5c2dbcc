import Glibc
public import LoraNames

/// The regular files below a folder, with what tells a changed one from an unchanged one.
public struct FolderListing: Sendable {
  /// Paths below the folder, `/`-separated.
  public private(set) var entries: NameMap<FileStamp> = [:]
  /// Files and folders whose names are no UTF-8, below the folder, such bytes escaped (`caf\xe9`).
  /// They are not among `paths`, nor is what lies in such a folder; a folder ends in a slash.
  public private(set) var unreadable: [String] = []

  private let links: Links
  private let skipped: NameSet
  private var visited: Set<FolderIdentity> = []

  private struct FolderIdentity: Hashable {
    let device: UInt
    let inode: UInt

    init(_ status: stat) {
      (device, inode) = (UInt(status.st_dev), UInt(status.st_ino))
    }
  }

  /// What becomes of symbolic links.
  public enum Links: Sendable {
    case leftOut
    /// They stand for what they lead to. Each folder is still entered once, so that a link upward
    /// ends.
    case followed
    /// Each is an entry like a file, wherever it leads.
    case listed
  }

  /// A missing folder is an empty one. Entries named in `skipping` are passed over, wherever they
  /// are.
  public init(of folder: String, links: Links = .leftOut, skipping: NameSet = []) {
    self.links = links
    skipped = skipping
    var status = stat()
    if stat(folder, &status) == 0 { visited.insert(FolderIdentity(status)) }
    scan(folder, prefix: "")
  }

  /// As it was found earlier.
  public init(entries: NameMap<FileStamp>) {
    self.entries = entries
    links = .leftOut
    skipped = []
  }

  /// Sorted by bytes.
  public var paths: [String] { entries.names }

  /// Files that are not in `earlier`, or no longer as they were there.
  public func newOrChanged(since earlier: FolderListing) -> [String] {
    paths.filter { entries[$0] != earlier.entries[$0] }
  }

  private mutating func scan(_ folder: String, prefix: String) {
    let (names, others) = Files.contents(of: folder)
    unreadable += others.map { prefix + $0 }
    for name in names where !skipped.contains(name) { add(folder + "/" + name, as: prefix + name) }
  }

  private mutating func add(_ path: String, as name: String) {
    var status = stat()
    guard (links == .followed ? stat(path, &status) : lstat(path, &status)) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      if links != .followed || visited.insert(FolderIdentity(status)).inserted {
        scan(path, prefix: name + "/")
      }
    case S_IFREG: entries[name] = FileStamp(status)
    case S_IFLNK where links == .listed: entries[name] = FileStamp(status)
    default: break
    }
  }
}
