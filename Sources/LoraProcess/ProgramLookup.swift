import Glibc

extension Command {
  /// The path to execute: `program` itself when it contains a slash, else the first executable of
  /// that name in the *child's* `PATH` (`posix_spawnp` would search the parent's).
  func executable() throws(ProcessError) -> String {
    if program.utf8.contains(UInt8(ascii: "/")) {
      let absolute =
        program.utf8.first == UInt8(ascii: "/")
        ? program : (folder.map { $0 + "/" } ?? "") + program
      guard access(absolute, F_OK) == 0 else { throw .notFound(program: program) }
      guard isExecutableFile(absolute) else { throw .notExecutable(path: program) }
      return program
    }
    let path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    for part in path.split(separator: ":", omittingEmptySubsequences: false) {
      let candidate = (part.isEmpty ? "." : part) + "/" + program
      if isExecutableFile(candidate) { return candidate }
    }
    throw .notFound(program: program)
  }

  private func isExecutableFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && access(path, X_OK) == 0
  }
}
