import Glibc

/// The regular files below a folder, with what tells a changed one from an unchanged one.
struct FolderListing: Sendable {
  struct Entry: Sendable, Equatable {
    var bytes: Int
    var inode: UInt
    var modified: Int
    var changed: Int
  }

  /// Paths below the folder, `/`-separated.
  private(set) var entries: [String: Entry] = [:]

  private let followsLinks: Bool
  private let skipped: Set<String>
  private var visited: Set<FolderIdentity> = []

  private struct FolderIdentity: Hashable {
    var device: UInt
    var inode: UInt
  }

  /// A missing folder is an empty one. Symbolic links are left out, unless they are to be followed:
  /// then each folder is still entered once, so that a link upward ends.
  /// Entries named in `skipping` are passed over, wherever they are.
  init(of folder: String, followingLinks: Bool = false, skipping: Set<String> = []) {
    followsLinks = followingLinks
    skipped = skipping
    scan(folder, prefix: "")
  }

  var paths: [String] { entries.keys.sorted() }

  /// Files that are not in `earlier`, or no longer as they were there.
  func newOrChanged(since earlier: FolderListing) -> [String] {
    paths.filter { entries[$0] != earlier.entries[$0] }
  }

  private mutating func scan(_ folder: String, prefix: String) {
    guard let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    while let item = readdir(directory) {
      let name = withUnsafePointer(to: item.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." || skipped.contains(name) { continue }
      add(folder + "/" + name, as: prefix + name)
    }
  }

  private mutating func add(_ path: String, as name: String) {
    var status = stat()
    guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      let identity = FolderIdentity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
      if !followsLinks || visited.insert(identity).inserted { scan(path, prefix: name + "/") }
    case S_IFREG: entries[name] = Entry(status)
    default: break
    }
  }
}

extension FolderListing.Entry {
  init(_ status: stat) {
    bytes = Int(status.st_size)
    inode = UInt(status.st_ino)
    modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    changed = status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec
  }
}
