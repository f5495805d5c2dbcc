import Glibc

/// Whether a folder is a sandbox's own, or as good as empty, so that nothing of anybody else's is
/// written over or cleared away.
struct FolderOwnership {
  let path: String
  /// May lie in the folder.
  let faultsFile: String?

  private static let own: Set<String> = [
    "lock", "files", "requests.jsonl", "journal.jsonl", "journal.jsonl.new",
  ]

  func check() throws(SandboxError) {
    let names = FileCalls.names(in: path)
    let isOwn = names.contains("journal.jsonl") ? hasJournal : isFree(names)
    guard isOwn else {
      throw SandboxError(
        .badData, "\(path) holds something else than a sandbox's state",
        hint: "name with --state an empty folder, or one that a sandbox made")
    }
  }

  private var hasJournal: Bool {
    let beginning = Array(#"[{"workspace":"#.utf8)
    let descriptor = open(path + "/journal.jsonl", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: beginning.count)
    return read(descriptor, &bytes, bytes.count) == bytes.count && bytes == beginning
  }

  /// A sandbox that is killed before its first journal stands leaves a lock and empty folders. A shell
  /// that writes the sandbox's output into the folder has made an empty file.
  private func isFree(_ names: [String]) -> Bool {
    FileCalls.names(in: path + "/files").isEmpty
      && names.allSatisfy { Self.own.contains($0) || isNothing(path + "/" + $0) }
  }

  private func isNothing(_ file: String) -> Bool {
    guard let about = Self.about(file), about.st_mode & S_IFMT == S_IFREG else { return false }
    let faults = faultsFile.flatMap(Self.about)
    return about.st_size == 0
      || faults.map { ($0.st_dev, $0.st_ino) == (about.st_dev, about.st_ino) } ?? false
  }

  private static func about(_ file: String) -> stat? {
    var about = stat()
    return stat(file, &about) == 0 ? about : nil
  }
}
