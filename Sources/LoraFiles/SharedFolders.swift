import Glibc
import Synchronization

/// The folders of opened repositories in which everything made has to be for those that the
/// repository is shared by. What `Files`, `OpenFile` and `UnfinishedFile` make there is adjusted by
/// themselves, as all of Git's own writing is, so that no writer has to think of it.
public enum SharedFolders {
  private static let known = Mutex<[String: RepositorySharing]>([:])

  /// From now on what is made below `folder`, an absolute path, is shared so.
  public static func set(_ folder: String, _ sharing: RepositorySharing) {
    known.withLock { $0[folder] = sharing == .byUmask ? nil : sharing }
  }

  /// Lets the others use a file or folder that was just made; of a path that lies in no such
  /// folder, and of somebody else's file, nothing changes.
  public static func adjust(_ path: String) {
    guard let sharing = sharing(of: path) else { return }
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    let mode = permissions(of: status, sharing)
    if let mode { chmod(path, mode) }
  }

  /// `adjust` for everything below a folder too.
  public static func adjustAll(_ folder: String) {
    adjust(folder)
    guard sharing(of: folder) != nil, Standing(folder) == .folder else { return }
    for name in Files.allNames(in: folder) { adjustAll(folder + "/" + name) }
  }

  static func adjust(_ file: OpenFile) {
    guard let sharing = sharing(of: file.path), let status = try? file.status else { return }
    if let mode = permissions(of: status, sharing) { fchmod(file.number, mode) }
  }

  /// Nil when they are right, or when it is neither a file nor a folder.
  private static func permissions(of status: stat, _ sharing: RepositorySharing) -> mode_t? {
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFDIR else { return nil }
    let old = status.st_mode & 0o7777
    let new = sharing.adjusted(old, isFolder: kind == S_IFDIR)
    return new == old ? nil : new
  }

  private static func sharing(of path: String) -> RepositorySharing? {
    known.withLock { known in
      known.first {
        path.utf8.elementsEqual($0.key.utf8) || path.utf8.starts(with: ($0.key + "/").utf8)
      }?
      .value
    }
  }
}
