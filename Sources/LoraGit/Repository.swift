import CLibGit2

/// An open repository: objects and references, through libgit2. The working tree and the index
/// are never touched. Not for two threads at once; opening another one is cheap.
public final class Repository {
  public let environment: GitEnvironment
  let pointer: OpaquePointer
  /// Objects written since the last `sync`.
  var unsynced: Set<ObjectID> = []

  public init(_ environment: GitEnvironment) throws(GitError) {
    LibGit2.start()
    self.environment = environment
    let folder = environment.paths.gitDirectory
    let flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue
    do {
      pointer = try object("git_repository_open_ext") {
        git_repository_open_ext(&$0, folder, flags, nil)
      }
    } catch {
      throw Repository.words(for: error, folder: folder)
    }
    announceSharing()
    try useObjectFolders()
    LibGit2.withFsync {
      var references: OpaquePointer?
      if git_repository_refdb(&references, pointer) == 0 { git_refdb_free(references) }
    }
  }

  deinit { git_repository_free(pointer) }

  public static func discover(from folder: String? = nil) throws(GitError) -> Repository {
    try Repository(try GitEnvironment.discover(from: folder))
  }

  /// A hook that runs in quarantine (pre-receive) sees its objects through these variables.
  private func useObjectFolders() throws(GitError) {
    let variables = environment.program.environment
    guard variables["GIT_OBJECT_DIRECTORY"] != nil else { return }
    let database = try object("git_odb_open") { git_odb_open(&$0, environment.paths.objects) }
    defer { git_odb_free(database) }
    let others = variables["GIT_ALTERNATE_OBJECT_DIRECTORIES"] ?? ""
    for folder in others.split(separator: ":") {
      try call("git_odb_add_disk_alternate") {
        git_odb_add_disk_alternate(database, String(folder))
      }
    }
    try call("git_repository_set_odb") { git_repository_set_odb(pointer, database) }
  }

  private static func words(for error: GitError, folder: String) -> GitError {
    guard error.message.contains("extension") else { return error }
    return GitError(
      .unsupported, error.operation,
      "the repository at \(folder) uses a format that libgit2 cannot read (\(error.message))",
      hint: "'git config --list' shows it under extensions.*")
  }
}
