import CLinux
import Glibc

/// Runs a system call again while a signal interrupts it; -1 becomes an error in words.
@discardableResult
func system(_ operation: String, _ path: String, _ body: () -> Int) throws(IntakeError) -> Int {
  while true {
    let answer = body()
    if answer >= 0 { return answer }
    if errno != EINTR { throw .file(operation: operation, path: path, code: errno) }
  }
}

/// An open file, closed when the value goes.
final class OpenFile {
  let number: Int32
  let path: String

  init(_ path: String, _ flags: Int32) throws(IntakeError) {
    let operation = flags & O_CREAT != 0 ? "create" : "open"
    number = Int32(
      try system(operation, path) { Int(open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o666)) })
    self.path = path
  }

  deinit { close(number) }

  var bytes: Int {
    get throws(IntakeError) {
      var status = stat()
      try system("look at", path) { Int(fstat(number, &status)) }
      return Int(status.st_size)
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(IntakeError) {
    var written = 0
    while written < bytes.count {
      written += try system("write", path) {
        Glibc.write(number, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      }
    }
  }

  func write(_ bytes: [UInt8]) throws(IntakeError) {
    var written = 0
    while written < bytes.count {
      written += try system("write", path) {
        bytes.withUnsafeBytes {
          Glibc.write(number, $0.baseAddress.map { $0 + written }, bytes.count - written)
        }
      }
    }
  }

  func sync() throws(IntakeError) { try system("sync", path) { Int(fsync(number)) } }
}

/// What a name stands for; links are not followed.
enum Standing {
  case nothing, file(bytes: Int), folder, other

  init(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      self = .nothing
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file(bytes: Int(status.st_size))
    case S_IFDIR: self = .folder
    default: self = .other
    }
  }

  var isNothing: Bool { if case .nothing = self { true } else { false } }
  var isFolder: Bool { if case .folder = self { true } else { false } }
}

/// Files and folders by name.
enum Files {
  static func makeFolder(_ folder: String) throws(IntakeError) {
    if mkdir(folder, 0o777) == 0 { return }
    if errno == ENOENT, let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
      try makeFolder(String(folder[..<slash]))
      if mkdir(folder, 0o777) == 0 { return }
    }
    var status = stat()
    if errno == EEXIST, stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
    throw .file(operation: "make the folder", path: folder, code: errno)
  }

  /// Renames without replacing anything, durably.
  static func move(_ old: String, to new: String) throws(IntakeError) {
    let refusesToReplace: UInt32 = 1
    let status = renameat2(AT_FDCWD, old, AT_FDCWD, new, refusesToReplace)
    // A file system that cannot do it in one step (NFS): look, then rename.
    if status != 0 && errno == EINVAL && Standing(new).isNothing {
      try system("rename", old) { Int(rename(old, new)) }
    } else if status != 0 {
      throw .file(operation: "rename to \(new)", path: old, code: errno)
    }
    try syncFolder(parent(of: new))
  }

  static func removeEmptyFolder(_ folder: String) { rmdir(folder) }

  static func syncFolder(_ folder: String) throws(IntakeError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(operation: "open", path: folder, code: errno) }
    defer { close(descriptor) }
    try system("sync", folder) { Int(fsync(descriptor)) }
  }

  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The whole of a small file; nil when there is none.
  static func read(_ path: String, upTo limit: Int) throws(IntakeError) -> [UInt8]? {
    if Standing(path).isNothing { return nil }
    let file = try OpenFile(path, O_RDONLY | O_NONBLOCK)
    guard case .file(let size) = Standing(path), size <= limit else {
      throw .manifest(path: path, reason: "it is no file, or too large")
    }
    var bytes = [UInt8](repeating: 0, count: size)
    var done = 0
    while done < size {
      let count = try system("read", path) {
        bytes.withUnsafeMutableBytes {
          Glibc.read(file.number, $0.baseAddress.map { $0 + done }, size - done)
        }
      }
      if count == 0 { break }
      done += count
    }
    return Array(bytes[..<done])
  }

  /// Replaces a file in one step; the new bytes are on the disk when this returns.
  ///
  /// - Parameter temporary: a path on the same disk where they may lie until then, and where they
  ///   are in nobody's way should this process end in the middle.
  static func replace(_ path: String, with bytes: [UInt8], by temporary: String)
    throws(IntakeError)
  {
    unlink(temporary)
    var isDone = false
    defer { if !isDone { unlink(temporary) } }
    let file = try OpenFile(temporary, O_WRONLY | O_CREAT | O_EXCL)
    try file.write(bytes)
    try file.sync()
    try system("rename", temporary) { Int(rename(temporary, path)) }
    isDone = true
    try syncFolder(parent(of: path))
  }

  /// What the disk can take and still be of use to others.
  static func spare(at folder: String) -> Int? {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return nil }
    let free = Int(clamping: UInt64(status.f_bavail)).multipliedReportingOverflow(
      by: Int(status.f_frsize))
    return free.overflow ? nil : max(0, free.partialValue - reserve)
  }

  private static let reserve = 200_000_000

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
