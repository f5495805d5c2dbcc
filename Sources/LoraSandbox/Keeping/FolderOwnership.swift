import Glibc

/// Whether a folder is a sandbox's own, or empty, so that nothing of anybody else's is written over or
/// cleared away.
enum FolderOwnership {
  private static let own: Set<String> = [
    "lock", "files", "requests.jsonl", "journal.jsonl", "journal.jsonl.new",
  ]

  static func check(_ path: String) throws(SandboxError) {
    let names = FileCalls.names(in: path)
    let isOwn =
      names.contains("journal.jsonl")
      ? isJournal(path + "/journal.jsonl")
      // What a sandbox leaves that is killed before its first journal stands.
      : names.allSatisfy { own.contains($0) } && FileCalls.names(in: path + "/files").isEmpty
    guard isOwn else {
      throw SandboxError(
        .badData, "\(path) holds something else than a sandbox's state",
        hint: "name with --state an empty folder, or one that a sandbox made")
    }
  }

  private static func isJournal(_ path: String) -> Bool {
    let beginning = Array(#"[{"workspace":"#.utf8)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: beginning.count)
    return read(descriptor, &bytes, bytes.count) == bytes.count && bytes == beginning
  }
}
