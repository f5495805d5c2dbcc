import Glibc

/// Runs a system call again while a signal interrupts it; -1 becomes an error in words.
@discardableResult
func file(_ operation: String, _ path: String, _ body: () -> Int) throws(StoreError) -> Int {
  while true {
    let answer = body()
    if answer >= 0 { return answer }
    if errno != EINTR { throw .file(operation: operation, path: path, code: errno) }
  }
}

@discardableResult
func file(_ operation: String, _ path: String, _ body: () -> Int32) throws(StoreError) -> Int32 {
  Int32(try file(operation, path) { Int(body()) })
}

/// An open file, closed when the value goes.
final class OpenFile {
  let number: Int32
  let path: String

  init(_ path: String, _ flags: Int32, mode: mode_t = 0o666) throws(StoreError) {
    let creates = flags & O_CREAT != 0
    number = try file(creates ? "create" : "open", path) {
      open(path, flags | O_CLOEXEC, mode) as Int32
    }
    self.path = path
  }

  deinit { close(number) }

  var status: stat {
    get throws(StoreError) {
      var status = stat()
      try file("look at", path) { fstat(number, &status) as Int32 }
      return status
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
    var written = 0
    while written < bytes.count {
      written += try file("write", path) {
        Glibc.write(number, bytes.baseAddress! + written, bytes.count - written) as Int
      }
    }
  }

  func write(_ bytes: [UInt8]) throws(StoreError) {
    var written = 0
    while written < bytes.count {
      written += try file("write", path) {
        bytes.withUnsafeBytes {
          Glibc.write(number, $0.baseAddress! + written, bytes.count - written)
        }
      }
    }
  }

  func sync() throws(StoreError) { try file("sync", path) { fsync(number) as Int32 } }
}

/// Folders and files by name.
package enum Files {
  /// Makes `folder` and every folder it needs. In a repository that is shared by a group
  /// (`core.sharedRepository`) the folder above may be written by it, and so may the new one.
  package static func makeFolder(_ folder: String) throws(StoreError) {
    if mkdir(folder, 0o777) == 0 { return share(folder) }
    if errno == EEXIST { return }
    guard errno == ENOENT, let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else {
      throw .file(operation: "make the folder", path: folder, code: errno)
    }
    try makeFolder(String(folder[..<slash]))
    if mkdir(folder, 0o777) == 0 { return share(folder) }
    if errno != EEXIST {
      throw .file(operation: "make the folder", path: folder, code: errno)
    }
  }

  private static func share(_ folder: String) {
    var above = stat()
    guard stat(parent(of: folder), &above) == 0, above.st_mode & S_IWGRP != 0 else { return }
    chmod(folder, above.st_mode & 0o7777 & ~S_ISVTX)
  }

  package static func syncFolder(_ folder: String) throws(StoreError) {
    try OpenFile(folder, O_RDONLY | O_DIRECTORY).sync()
  }

  /// The whole file, or nil when there is none.
  package static func read(_ path: String) throws(StoreError) -> [UInt8]? {
    let source: OpenFile
    do { source = try OpenFile(path, O_RDONLY) } catch {
      if case .file(_, _, ENOENT) = error { return nil }
      throw error
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try file("read", path) {
        chunk.withUnsafeMutableBytes { Glibc.read(source.number, $0.baseAddress, $0.count) as Int }
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// Replaces the file in one step: a reader sees the old bytes or the new ones, also after a
  /// power cut when `durable`.
  package static func replace(_ path: String, with bytes: [UInt8], durable: Bool) throws(StoreError)
  {
    let temporary = UnfinishedFile.path(beside: path)
    var isDone = false
    defer { if !isDone { unlink(temporary) } }
    let target = try OpenFile(temporary, O_WRONLY | O_CREAT | O_EXCL)
    try target.write(bytes)
    if durable { try target.sync() }
    try file("rename", temporary) { rename(temporary, path) as Int32 }
    isDone = true
  }

  package static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
