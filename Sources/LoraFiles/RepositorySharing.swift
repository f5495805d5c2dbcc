public import Glibc

/// Who besides the owner may use what is made in a repository: Git's `core.sharedRepository`.
public enum RepositorySharing: Sendable, Equatable {
  /// Whoever the umask lets.
  case byUmask
  /// The group reads and writes.
  case group
  /// The group reads and writes, everybody reads.
  case everybody
  /// Exactly these permissions of a file, whatever the umask.
  case exactly(mode_t)

  /// What the permissions `mode` become; as `calc_shared_perm` and `adjust_shared_perm` of Git's
  /// `path.c` have it: who may read a folder may enter it, and its group goes on to what is made
  /// there.
  func adjusted(_ mode: mode_t, isFolder: Bool) -> mode_t {
    var extra: mode_t
    switch self {
    case .byUmask: return mode
    case .group: extra = 0o660
    case .everybody: extra = 0o664
    case .exactly(let permissions): extra = permissions & 0o666
    }
    if mode & S_IWUSR == 0 { extra &= ~0o222 }
    if mode & S_IXUSR != 0 { extra |= (extra & 0o444) >> 2 }
    var mode = mode
    if case .exactly = self { mode &= ~0o777 }
    mode |= extra
    guard isFolder else { return mode }
    mode |= (mode & 0o444) >> 2
    return mode & 0o060 == 0 ? mode : mode | S_ISGID
  }
}
