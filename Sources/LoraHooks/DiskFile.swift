import Glibc

/// A small file, read whole and replaced atomically.
struct DiskFile {
  let bytes: [UInt8]
  let mode: mode_t

  var isExecutable: Bool { mode & S_IXUSR != 0 }

  /// The file's content; nil when nothing is there. What is no file is refused: a link in a
  /// repository may lead to a device, which never ends.
  static func read(_ path: String) throws(HookError) -> DiskFile? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .system(call: "open", path: path, code: errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .system(call: "fstat", path: path, code: errno)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .system(call: "read", path: path, code: EINVAL)
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system(call: "read", path: path, code: errno) }
      if count == 0 { return DiskFile(bytes: bytes, mode: status.st_mode & 0o7777) }
      bytes += chunk[..<count]
    }
  }

  /// Puts `bytes` at `path` by a rename, so that no reader ever sees half a file.
  ///
  /// A file that is there keeps its permissions; a new one gets `mode` within the umask.
  static func replace(_ path: String, with bytes: [UInt8], mode: mode_t) throws(HookError) {
    try makeFolder(parent(of: path))
    let temporary = "\(path).\(getpid()).new"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .system(call: "open", path: temporary, code: errno) }
    defer { close(descriptor) }
    var old = stat()
    let keepsMode = stat(path, &old) != 0 || fchmod(descriptor, old.st_mode & 0o7777) == 0
    let isWritten = keepsMode && writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
    guard isWritten, rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw .system(call: "write", path: path, code: code)
    }
  }

  static func delete(_ path: String) throws(HookError) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw .system(call: "unlink", path: path, code: errno)
    }
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func makeFolder(_ path: String) throws(HookError) {
    guard access(path, F_OK) != 0 else { return }
    try makeFolder(parent(of: path))
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw .system(call: "mkdir", path: path, code: errno)
    }
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  static func name(of path: String) -> String {
    String(path.split(separator: "/").last ?? "")
  }
}
