import CLibGit2
import Glibc
import Synchronization

/// The library's own start: once a process, before anything else of it is called.
enum LibGit2 {
  /// Repository extensions that reading and writing objects and refs need not understand.
  private static let extensions = [
    "noop", "objectformat", "partialclone", "preciousobjects", "worktreeconfig",
    "relativeworktrees",
  ]

  private static let started: Void = {
    git_libgit2_init()
    // The git program has looked at the owner already, with the user's safe.directory.
    _ = CLibGit2_set_owner_validation(0)
    let names = extensions.map { UnsafePointer(strdup($0)) }
    var pointers: [UnsafePointer<CChar>?] = names
    _ = CLibGit2_set_extensions(&pointers, pointers.count)
    names.forEach { free(UnsafeMutablePointer(mutating: $0)) }
  }()

  static func start() { _ = started }

  private static let fsyncSwitch = Mutex(())

  /// Runs `body` with libgit2's global fsync switch on.
  ///
  /// A reference backend reads the switch once, when it is made, and then syncs every reference it
  /// writes. Objects read it at each write: with it on they are synced one by one, which costs two
  /// syncs an object; `Repository.sync` does it for all of a run at once.
  static func withFsync<R>(_ body: () -> R) -> R {
    fsyncSwitch.withLock { _ in
      _ = CLibGit2_set_fsync(1)
      defer { _ = CLibGit2_set_fsync(0) }
      return body()
    }
  }
}
