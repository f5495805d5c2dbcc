import Foundation
import TestSupport

/// A working tree in one of the states that people's are in.
enum Situation: String, CaseIterable, Sendable {
  case clean, dirty, staged, deleted, intentToAdd, unborn, unbornAndEmpty, detached
  case sameSizeInTheSameSecond, lineEnds, lineEndsByAttribute, safeLineEnds, filtered, lfs
  case submodule, splitIndex, sparseIndex, worktreeConfig, linkedWorktree, worktreeOfBareClone
  case nonASCII, executableBit, symbolicLink, renamedBranchFolder, skipWorktree, fsMonitor

  /// The top of the working tree to snapshot.
  func make(in repository: TemporaryRepository) throws -> String {
    if self == .unborn || self == .unbornAndEmpty {
      if self == .unborn {
        try repository.write("a.txt", "one\n")
        try repository.git("add", "a.txt")
        try repository.write("a.txt", "two, longer\n")
      }
      return repository.path
    }
    try repository.write("a.txt", "one\n")
    try repository.write("folder/b c.txt", "b\n")
    try repository.write("keep/c.txt", "c\n")
    try repository.commitAll("first")
    return try change(repository) ?? repository.path
  }

  private func change(_ repository: TemporaryRepository) throws -> String? {
    switch self {
    case .clean, .unborn, .unbornAndEmpty: break
    case .dirty: try repository.write("folder/b c.txt", "changed\n")
    case .staged:
      try repository.write("new.txt", "new\n")
      try repository.git("add", "new.txt")
      try repository.write("a.txt", "edited\n")
    case .deleted: try FileManager.default.removeItem(atPath: repository.path + "/a.txt")
    case .intentToAdd:
      try repository.write("meant.txt", "meant\n")
      try repository.git("add", "-N", "meant.txt")
    case .detached:
      try repository.git("checkout", "-q", "--detach")
      try repository.write("a.txt", "on no branch\n")
    case .sameSizeInTheSameSecond: try sameSize(repository)
    case .lineEnds, .safeLineEnds:
      try repository.git("config", "core.autocrlf", self == .lineEnds ? "true" : "input")
      if self == .safeLineEnds { try repository.git("config", "core.safecrlf", "true") }
      try repository.write("a.txt", "one\r\ntwo\r\n")
    case .lineEndsByAttribute:
      try repository.write(".gitattributes", "*.txt text eol=crlf\n")
      try repository.commitAll("attributes")
      try repository.write("a.txt", "one\r\nthree\r\n")
    case .filtered:
      try repository.git("config", "filter.upper.clean", "tr a-z A-Z")
      try repository.git("config", "filter.upper.required", "true")
      try repository.write(".gitattributes", "*.up filter=upper\n")
      try repository.write("x.up", "first\n")
      try repository.commitAll("filter")
      try repository.write("x.up", "second\n")
    case .lfs: try lfs(repository)
    case .submodule: try submodule(repository)
    case .splitIndex:
      try repository.git("update-index", "--split-index")
      try repository.write("more.txt", "more\n")
      try repository.git("add", "more.txt")
      try repository.write("a.txt", "split\n")
    case .sparseIndex:
      try repository.git("sparse-checkout", "set", "--cone", "--sparse-index", "folder")
      try repository.write("folder/b c.txt", "sparse\n")
    case .worktreeConfig:
      try repository.git("config", "extensions.worktreeConfig", "true")
      try repository.git("config", "--worktree", "core.autocrlf", "true")
      try repository.write("a.txt", "per worktree\r\n")
    case .linkedWorktree: return try linked(repository)
    case .worktreeOfBareClone: return try bareClone(repository)
    case .nonASCII:
      try repository.write("föld er/文件 \"x\".txt", "one\n")
      try repository.commitAll("names")
      try repository.write("föld er/文件 \"x\".txt", "two, longer\n")
    case .executableBit: chmod(repository.path + "/a.txt", 0o755)
    case .symbolicLink:
      try FileManager.default.removeItem(atPath: repository.path + "/a.txt")
      symlink("keep/c.txt", repository.path + "/a.txt")
    case .renamedBranchFolder:
      try repository.git("mv", "folder", "other folder")
      try repository.write("other folder/b c.txt", "moved and edited\n")
    case .skipWorktree:
      try repository.git("update-index", "--skip-worktree", "keep/c.txt")
      try repository.write("keep/c.txt", "kept to myself\n")
    case .fsMonitor:
      try repository.git("update-index", "--untracked-cache")
      try repository.git("config", "core.untrackedCache", "true")
      try repository.write("a.txt", "monitored\n")
    }
    return nil
  }

  /// An edit of the size and second of the last `git add`: only the index's own time shows it.
  private func sameSize(_ repository: TemporaryRepository) throws {
    for text in ["aaaa\n", "bbbb\n"] {
      let file = repository.path + "/a.txt"
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
      try handle.truncate(atOffset: 0)
      try handle.write(contentsOf: Data(text.utf8))
      try handle.close()
      if text == "aaaa\n" { try repository.git("add", "a.txt") }
      // Exactly the same time stamp on file and index, as on a file system of whole seconds.
      for path in [file, repository.path + "/.git/index"] {
        let second = timespec(tv_sec: 1_700_000_000, tv_nsec: 0)
        utimensat(AT_FDCWD, path, [second, second], 0)
      }
      try repository.git("config", "core.trustctime", "false")
      if text == "aaaa\n" {
        try repository.git("update-index", "-q", "--really-refresh")
        let second = timespec(tv_sec: 1_700_000_000, tv_nsec: 0)
        utimensat(AT_FDCWD, repository.path + "/.git/index", [second, second], 0)
      }
    }
  }

  private func lfs(_ repository: TemporaryRepository) throws {
    try repository.git("lfs", "install", "--local")
    try repository.write(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n")
    try repository.write("weights.bin", bytes: Array(repeating: 1, count: 5000))
    try repository.commitAll("weights")
    try repository.write("weights.bin", bytes: Array(repeating: 2, count: 6000))
  }

  private func submodule(_ repository: TemporaryRepository) throws {
    let library = "\(repository.folder.path)/library"
    try TemporaryRepository.git(["init", "-q", "-b", "main", library], in: repository.folder.path)
    try TemporaryRepository.git(["commit", "-q", "--allow-empty", "-m", "one"], in: library)
    try repository.git(
      "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library, "lib rary")
    try repository.commitAll("submodule")
    try TemporaryRepository.git(
      ["commit", "-q", "--allow-empty", "-m", "two"], in: repository.path + "/lib rary")
    try repository.write("a.txt", "with a moved submodule\n")
  }

  private func linked(_ repository: TemporaryRepository) throws -> String {
    let linked = "\(repository.folder.path)/linked tree"
    try repository.git("worktree", "add", "-q", "-b", "side", linked)
    try Data("linked\n".utf8).write(to: URL(fileURLWithPath: linked + "/a.txt"))
    return linked
  }

  private func bareClone(_ repository: TemporaryRepository) throws -> String {
    let bare = "\(repository.folder.path)/bare.git"
    try repository.git("clone", "-q", "--bare", repository.path, bare)
    let tree = "\(repository.folder.path)/of the bare"
    try TemporaryRepository.git(["worktree", "add", "-q", "-b", "side", tree], in: bare)
    try Data("bare\n".utf8).write(to: URL(fileURLWithPath: tree + "/a.txt"))
    return tree
  }
}
