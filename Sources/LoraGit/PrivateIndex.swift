import Glibc
import LoraFiles
import LoraNames
import LoraProcess

/// A copy of the index that may be changed, removed when the value goes.
final class PrivateIndex {
  private let git: GitProgram
  private let path: String

  /// Settings that would make Git touch something besides the copy: hooks, the file system
  /// monitor, a shared index. What the copy's blobs and trees need is made durable in one go.
  private static let settings = [
    "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.splitIndex=false",
    "core.safecrlf=false", "core.fsync=loose-object", "core.fsyncMethod=batch",
  ].flatMap { ["-c", $0] }

  init(of environment: GitEnvironment) throws(GitError) {
    let folder = environment.paths.state
    do throws(FileError) { try Files.makeFolder(folder) } catch {
      throw GitError(.other, "copy index", error.description)
    }
    PrivateIndex.removeForgotten(in: folder)
    path = "\(folder)/index-\(getpid())-\(UInt32.random(in: .min ... .max))"
    var git = environment.program
    git.folder = try environment.topLevel
    git.environment["GIT_INDEX_FILE"] = path
    git.environment["GIT_LITERAL_PATHSPECS"] = "1"
    self.git = git
    try PrivateIndex.copy(environment.paths.index, to: path)
  }

  deinit {
    unlink(path)
    unlink(path + ".lock")
  }

  /// Copies that a killed process left behind, a day old or older.
  private static func removeForgotten(in folder: String) {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = entry.pointee.name
      guard name.begins(with: "index-") else { continue }
      var status = stat()
      // The change time: the modification time is the user's index's.
      guard stat("\(folder)/\(name)", &status) == 0 else { continue }
      if status.st_ctim.tv_sec + 86_400 < time(nil) { unlink("\(folder)/\(name)") }
    }
  }

  func start(_ arguments: [String]) throws(GitError) -> GitProcess {
    try git.start(PrivateIndex.settings + arguments)
  }

  /// Adds what is tracked and what is not, but for some folders.
  func addAll(except folders: [String]) throws(GitError) {
    var git = git
    git.environment["GIT_LITERAL_PATHSPECS"] = "0"
    let excluded = folders.map { ":(top,exclude,literal)" + $0 }
    try git.run(PrivateIndex.settings + ["add", "-A", "--", "."] + excluded)
  }

  /// Adds the files even where they are ignored or outside a sparse checkout.
  func add(_ paths: [String]) throws(GitError) {
    try start(["add", "-f", "--sparse", "--"] + paths).succeed()
  }

  /// What still differs from the working tree after every edit was added: the insides of
  /// submodules.
  func dirtySubmodules() throws(GitError) -> [String] {
    let answer = try start(["diff-files", "--name-only", "--ignore-submodules=none", "-z"])
    return try answer.succeed().output.split(separator: 0).map(String.init(escapingNameBytes:))
  }

  func writeTree() throws(GitError) -> ObjectID {
    let process = try start(["write-tree"])
    let answer = try process.succeed()
    guard let tree = ObjectID(hex: answer.line) else { throw process.failure(answer) }
    return tree
  }

  /// Copies bytes and modification time. A newer time would switch off Git's racy check: an edit
  /// of the same size in the second of the last `git add` would be lost. A repository that has
  /// no index yet gets none.
  private static func copy(_ source: String, to target: String) throws(GitError) {
    let from = open(source, O_RDONLY | O_CLOEXEC)
    if from < 0 && errno == ENOENT { return }
    guard from >= 0 else { throw failure("read the index \(source)") }
    defer { close(from) }
    let to = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard to >= 0 else { throw failure("write \(target)") }
    defer { close(to) }
    var status = stat()
    guard fstat(from, &status) == 0 else { throw failure("read the index \(source)") }
    var left = Int(status.st_size)
    while left > 0 {
      let count = sendfile(to, from, nil, left)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure("copy the index to \(target)") }
      left -= count
    }
    let times = [timespec(tv_sec: 0, tv_nsec: 0x3fff_fffe), status.st_mtim]
    guard futimens(to, times) == 0 else { throw failure("date \(target)") }
  }

  private static func failure(_ what: String) -> GitError {
    GitError(.other, "copy index", "cannot \(what): \(String(cString: strerror(errno)))")
  }
}
